package io.logcast.gateway.engineio;

/** Of a packet; {@link #code} is what stands on the wire. */
enum PacketType {
    OPEN(0),
    CLOSE(1),
    PING(2),
    PONG(3),
    MESSAGE(4),
    UPGRADE(5),
    NOOP(6);

    private static final PacketType[] BY_CODE = values();

    private final int code;

    PacketType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** As the first character of a text packet. */
    char digit() {
        return (char) ('0' + code);
    }

    /** @throws MalformedMessage if no type is written so */
    static PacketType of(int digit) {
        int code = digit - '0';
        if (code < 0 || code >= BY_CODE.length) {
            throw new MalformedMessage("no packet begins like this");
        }
        return BY_CODE[code];
    }
}
