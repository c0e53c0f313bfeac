package io.logcast.gateway.engineio;

/** The ordinal is what stands on the wire. */
enum PacketType {
    OPEN,
    CLOSE,
    PING,
    PONG,
    MESSAGE,
    UPGRADE,
    NOOP;

    private static final PacketType[] ALL = values();

    /** As the first character of a text packet. */
    char digit() {
        return (char) ('0' + ordinal());
    }

    /** @throws MalformedMessage if no type is written so */
    static PacketType of(int digit) {
        int ordinal = digit - '0';
        if (ordinal < 0 || ordinal >= ALL.length) {
            throw new MalformedMessage("no packet begins like this");
        }
        return ALL[ordinal];
    }
}
