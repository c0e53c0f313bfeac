package io.logcast.webhook.sender;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
import io.logcast.json.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An event as ADSP's push service sends it to webhooks: the members of its stream items in their order, but for the tenant,
 * which is an object there and a URN in streams.
 */
final class AdspEvent {

    /** As JavaScript writes a date. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private AdspEvent() {}

    static ObjectNode of(Event event) {
        ObjectNode json = Json.object()
                .put("namespace", event.type().namespace())
                .put("name", event.type().name());
        json.putObject("tenantId")
                .put("type", "resource")
                .put("namespace", "platform")
                .put("service", "tenant-service")
                .put("api", "v2")
                .put("resource", "/tenants/" + event.tenant());
        if (event.correlationId() != null) {
            json.put("correlationId", event.correlationId());
        }
        if (event.context() != null) {
            json.set("context", event.context());
        }
        json.put("timestamp", TIMESTAMP.format(event.time()));
        if (event.traceparent() != null) {
            json.put("traceparent", event.traceparent());
        }
        return json.set("payload", event.payload());
    }
}
