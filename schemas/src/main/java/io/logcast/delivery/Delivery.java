package io.logcast.delivery;

import static java.util.Objects.requireNonNull;

import io.logcast.channel.Channel;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.stream.Roles;
import java.time.Instant;

/**
 * One projected event on one channel: the JSON that clients receive, and what the gateway needs to route it.
 *
 * @param roles one of them is needed to see it; empty: everybody who may read the channel
 * @param correlationId null if the event had none
 * @param context the event's context as JSON text; null if it had none
 * @param traceparent null if the event had none
 * @param json compact UTF-8 JSON; not copied, so nobody may write to it
 */
@SuppressWarnings("ArrayRecordComponent") // Identity is enough: deliveries are compared by position, never by value.
public record Delivery(
        TenantId tenant,
        Channel channel,
        EventType type,
        EventId id,
        Instant time,
        SourcePosition source,
        Roles roles,
        String correlationId,
        String context,
        String traceparent,
        byte[] json) {

    public Delivery {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(channel, "channel is null");
        requireNonNull(type, "type is null");
        requireNonNull(id, "id is null");
        requireNonNull(time, "time is null");
        requireNonNull(source, "source is null");
        requireNonNull(roles, "roles is null");
        requireNonNull(json, "json is null");
    }

    /** The record key in {@code logcast.deliveries}. */
    public String recordKey() {
        return new ChannelKey(tenant, channel).toString();
    }
}
