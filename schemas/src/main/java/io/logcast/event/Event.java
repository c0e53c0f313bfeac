package io.logcast.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.channel.Channel;
import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import io.logcast.json.Json;
import java.time.Instant;

/**
 * What a publisher says has happened: a CloudEvent 1.0 whose {@code type} is {@code namespace:name}.
 *
 * @param id unique within tenant and source
 * @param source who says so, a URI reference of at most 256 characters
 * @param time when it happened, by the publisher's clock
 * @param correlationId ties events of one affair together; null if there is none
 * @param context small labels that criteria look at, at most {@value #MAX_CONTEXT_BYTES} bytes as JSON; null if there is none
 * @param payload any JSON; {@code null} literal where the CloudEvent had no data
 * @param key events of one key keep the publisher's order; null means: by correlationId, else by type
 * @param to a {@code user/…} or {@code room/…} channel that gets the event directly; null means: by stream definitions
 * @param traceparent W3C trace context; null if there is none
 */
public record Event(
        TenantId tenant,
        EventId id,
        String source,
        EventType type,
        Instant time,
        String correlationId,
        ObjectNode context,
        JsonNode payload,
        String key,
        Channel to,
        String traceparent) {

    /** The largest event on the wire and in the topic, in bytes of its structured CloudEvents JSON. */
    public static final int MAX_BYTES = 1024 * 1024;

    public static final int MAX_CONTEXT_BYTES = 8192;
    public static final int MAX_TEXT = 256;

    public Event {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(id, "id is null");
        requireNonNull(type, "type is null");
        requireNonNull(time, "time is null");
        requireNonNull(payload, "payload is null");
        Text.required("source", source, MAX_TEXT);
        Text.optional("correlationId", correlationId, MAX_TEXT);
        Text.optional("key", key, MAX_TEXT);
        Text.optional("traceparent", traceparent, MAX_TEXT);
        if (context != null && Json.bytes(context).length > MAX_CONTEXT_BYTES) {
            throw new InvalidField("context", "must have at most " + MAX_CONTEXT_BYTES + " bytes as JSON");
        }
        if (to != null && to.kind() != Channel.Kind.USER && to.kind() != Channel.Kind.ROOM) {
            throw new InvalidField("to", "must be user/<id> or room/<name>; streams take events by their definition");
        }
    }

    /** Events with the same ordering key are kept in the order in which they were appended. */
    public String orderingKey() {
        if (key != null && !key.isEmpty()) {
            return key;
        }
        return correlationId != null && !correlationId.isEmpty() ? correlationId : type.toString();
    }

    /** The record key in {@code logcast.events}. */
    public String recordKey() {
        return tenant.value() + "/" + orderingKey();
    }
}
