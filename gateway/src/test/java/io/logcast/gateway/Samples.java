package io.logcast.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.channel.Channel;
import io.logcast.cursor.Epoch;
import io.logcast.delivery.ChannelKey;
import io.logcast.event.TenantId;
import io.logcast.gateway.tail.Demand;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.TailLog;
import io.logcast.gateway.tail.TailMemory;
import io.logcast.gateway.tail.Target;
import io.logcast.stream.Roles;
import io.logcast.topic.Lanes;
import java.util.List;

/** Deliveries and tails as the tests need them. */
public final class Samples {

    public static final TenantId ACME = new TenantId("acme");
    public static final ChannelKey ORDERS = key("orders");
    public static final Epoch EPOCH = new Epoch("e1");

    private Samples() {}

    public static ChannelKey key(String stream) {
        return new ChannelKey(ACME, Channel.parse("channel", "stream/" + stream));
    }

    public static TailEntry entry(long offset) {
        return entry(offset, ORDERS, Roles.NONE);
    }

    public static TailEntry entry(long offset, ChannelKey key, Roles roles) {
        return entry(offset, key, roles, null);
    }

    public static TailEntry entry(long offset, ChannelKey key, Roles roles, String correlationId) {
        byte[] json = ("{\"n\":" + offset + "}").getBytes(UTF_8);
        return new TailEntry(offset, key, roles, "orders:created", correlationId, null, json);
    }

    public static ChannelKey room(String name) {
        return new ChannelKey(ACME, new Channel(Channel.Kind.ROOM, name));
    }

    public static ChannelKey namespace(String name) {
        return new ChannelKey(ACME, new Channel(Channel.Kind.NAMESPACE, name));
    }

    /** An emitted packet. */
    public static TailEntry packet(long offset, ChannelKey key, Target target) {
        byte[] json = ("{\"n\":" + offset + "}").getBytes(UTF_8);
        return new TailEntry(offset, key, Roles.NONE, null, null, null, target, json);
    }

    /** A log with memory for so many entries of one digit. */
    public static TailLog log(int partition, long start, int entries) {
        return new TailLog(partition, start, new TailMemory(entries * entry(0).weight()));
    }

    /** A tail of these partitions, with a lane for each. */
    public static Tail tail(TailLog... logs) {
        return new Tail(EPOCH, new Lanes(logs.length, logs.length), List.of(logs), new Demand(logs.length, () -> {}));
    }
}
