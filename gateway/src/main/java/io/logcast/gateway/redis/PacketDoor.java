package io.logcast.gateway.redis;

/** Takes the packets that emitters, and Node's servers of the classic adapter, publish for sockets. */
final class PacketDoor {

    private final Channels channels;
    private final Uid self;
    private final MessageIds ids;
    private final PacketRoute route;
    private final RedisCounters counters;

    PacketDoor(Channels channels, Uid self, MessageIds ids, PacketRoute route, RedisCounters counters) {
        this.channels = channels;
        this.self = self;
        this.ids = ids;
        this.route = route;
        this.counters = counters;
    }

    /** @return null for what servers of the streams adapter ask each other on the same channels, and answer */
    private static Emitted packet(byte[] message) throws Unreadable {
        try {
            return EmittedReader.read(message);
        } catch (Unreadable e) {
            if (ClusterMessage.isOne(message)) {
                return null;
            }
            throw e;
        }
    }

    void read(String channel, byte[] message) throws Unreadable {
        Emitted packet = packet(message);
        if (packet == null) {
            counters.count(Tally.IGNORED_REQUESTS);
        } else if (self.is(packet.uid())) {
            counters.count(Tally.OWN);
        } else if (!packet.belongsOn(channel, channels)) {
            counters.count(Tally.MISDIRECTED);
        } else if (packet.isCopy(channel, channels)) {
            counters.count(Tally.COPIES);
        } else {
            route.take(packet, new ChannelOrigin(ids, channel, message, EmittedReader::read));
        }
    }
}
