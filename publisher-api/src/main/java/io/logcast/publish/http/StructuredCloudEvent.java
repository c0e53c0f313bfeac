package io.logcast.publish.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.json.Fields;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;

/** A CloudEvent in JSON. The extension {@code tenant}, which the topic requires, may be left out at this door. */
final class StructuredCloudEvent {

    private StructuredCloudEvent() {}

    static Event read(JsonNode event, Sender sender) throws MalformedJson {
        Fields fields = Fields.of("event", event);
        ObjectNode complete = Json.object().setAll((ObjectNode) event);
        complete.put("tenant", sender.caller().tenantOr(fields.text("tenant")).value());
        if (!fields.has("traceparent") && sender.traceparent() != null) {
            complete.put("traceparent", sender.traceparent());
        }
        return CloudEventCodec.structured(complete, sender.now());
    }
}
