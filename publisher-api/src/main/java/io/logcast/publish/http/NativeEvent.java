package io.logcast.publish.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.channel.Channel;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.field.Timestamps;
import io.logcast.json.Fields;
import java.util.Set;

/** Logcast's own shape of an event: only namespace, name and payload are needed. */
final class NativeEvent {

    private static final Set<String> KNOWN = Set.of(
            "id",
            "tenant",
            "namespace",
            "name",
            "timestamp",
            "correlationId",
            "context",
            "payload",
            "key",
            "to",
            "source",
            "traceparent");

    private NativeEvent() {}

    static Event read(JsonNode event, Sender sender) {
        Fields fields = Fields.of("event", event).only(KNOWN);
        return new Event(
                sender.caller().tenantOr(fields.text("tenant")),
                fields.has("id") ? new EventId(fields.text("id")) : EventId.random(),
                or(fields.text("source"), sender.source()),
                new EventType(fields.text("namespace"), fields.text("name")),
                Timestamps.parseOr("timestamp", fields.text("timestamp"), sender.now()),
                fields.text("correlationId"),
                fields.object("context"),
                payload(fields),
                fields.text("key"),
                Channel.parseNullable("to", fields.text("to")),
                or(fields.text("traceparent"), sender.traceparent()));
    }

    /** The null literal is a payload like any other; a forgotten one is a mistake. */
    private static JsonNode payload(Fields fields) {
        JsonNode payload = fields.any("payload");
        if (payload == null) {
            throw new InvalidField("payload", "is required");
        }
        return payload;
    }

    private static String or(String named, String otherwise) {
        return named == null ? otherwise : named;
    }
}
