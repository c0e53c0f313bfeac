package io.logcast.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.channel.Channel;
import io.logcast.cursor.Epoch;
import io.logcast.delivery.Delivery;
import io.logcast.delivery.SourcePosition;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.TailLog;
import io.logcast.stream.Roles;
import io.logcast.topic.Lanes;
import java.time.Instant;
import java.util.List;

/** Deliveries and tails as the tests need them. */
public final class Samples {

    public static final TenantId ACME = new TenantId("acme");
    public static final Channel ORDERS = Channel.parse("channel", "stream/orders");
    public static final Epoch EPOCH = new Epoch("e1");

    private Samples() {}

    public static TailEntry entry(long offset) {
        return entry(offset, ORDERS, Roles.NONE);
    }

    public static TailEntry entry(long offset, Channel channel, Roles roles) {
        return new TailEntry(offset, delivery(ACME, channel, roles, "{\"n\":" + offset + "}"));
    }

    public static Delivery delivery(TenantId tenant, Channel channel, Roles roles, String json) {
        return new Delivery(
                tenant,
                channel,
                new EventType("orders", "created"),
                new EventId("1"),
                Instant.EPOCH,
                new SourcePosition(0, 0, 0),
                roles,
                null,
                null,
                null,
                json.getBytes(UTF_8));
    }

    /** A tail of one partition. */
    public static Tail tail(TailLog log) {
        return new Tail(EPOCH, Lanes.single(1), List.of(log));
    }
}
