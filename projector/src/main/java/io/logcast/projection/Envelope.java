package io.logcast.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
import io.logcast.json.Json;
import io.logcast.stream.FieldPath;
import java.util.Map;

/** An event as JSON for subscribers. The order of the members is part of the contract (schemas/README.md). */
public final class Envelope {

    private Envelope() {}

    /** Everything that subscribers may see of the event. */
    public static ObjectNode whole(Event event) {
        ObjectNode json = Json.object()
                .put("id", event.id().value())
                .put("tenant", event.tenant().value())
                .put("namespace", event.type().namespace())
                .put("name", event.type().name())
                .put("timestamp", event.time().toString());
        putAffair(json, event);
        if (event.traceparent() != null) {
            json.put("traceparent", event.traceparent());
        }
        json.set("payload", event.payload());
        return json;
    }

    /**
     * What a stream with a {@code map} shows: who and what, then the members of the map in their order. A member of the
     * same name is overwritten in its place; a path that leads nowhere leaves its member out.
     *
     * @param whole what the paths are read from
     */
    static ObjectNode mapped(Event event, ObjectNode whole, Map<String, FieldPath> map) {
        ObjectNode json = Json.object()
                .put("tenant", event.tenant().value())
                .put("namespace", event.type().namespace())
                .put("name", event.type().name());
        putAffair(json, event);
        map.forEach((member, path) -> path.in(whole).ifPresent(value -> json.set(member, value)));
        return json;
    }

    private static void putAffair(ObjectNode json, Event event) {
        if (event.correlationId() != null) {
            json.put("correlationId", event.correlationId());
        }
        if (event.context() != null) {
            json.set("context", event.context());
        }
    }
}
