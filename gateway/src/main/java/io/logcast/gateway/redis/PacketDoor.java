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

    void read(String channel, byte[] message) throws Unreadable {
        Emitted packet = EmittedReader.read(message);
        if (self.is(packet.uid())) {
            counters.count(Tally.OWN);
        } else if (!packet.belongsOn(channel, channels)) {
            counters.count(Tally.MISDIRECTED);
        } else if (packet.isCopy(channel, channels)) {
            counters.count(Tally.COPIES);
        } else {
            route.take(packet, new Origin.OfChannel(ids, channel, message, EmittedReader::read));
        }
    }
}
