package io.logcast.standalone.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import java.util.ArrayList;
import java.util.List;

/** A webhook of ADSP's configuration. */
final class AdspWebhook {

    private final String id;
    private final JsonNode webhook;
    private final List<String> left = new ArrayList<>();

    AdspWebhook(String id, JsonNode webhook) {
        this.id = id;
        this.webhook = webhook;
    }

    Converted converted() {
        if (!webhook.path("url").isTextual()) {
            left.add("url: is required; the webhook is left out");
            return new Converted("webhook", id, null, left);
        }
        ObjectNode definition = Json.object();
        copyText(definition, "name");
        copyText(definition, "url");
        copyText(definition, "description");
        copyText(definition, "targetId");
        if (webhook.path("events").isArray()) {
            definition.set("events", new AdspEventSelectors(left).webhooks(webhook.path("events")));
        }
        if (webhook.path("eventTypes").isArray()) {
            definition.set("eventTypes", eventTypes());
        }
        // Its receivers expect the event as ADSP sends it.
        definition.put("form", "adsp");
        if (webhook.hasNonNull("intervalMinutes")) {
            left.add("intervalMinutes: was not looked at there either");
        }
        return new Converted("webhook", id, definition, left);
    }

    private void copyText(ObjectNode definition, String name) {
        if (webhook.path(name).isTextual() && !webhook.path(name).textValue().isEmpty()) {
            definition.set(name, webhook.get(name));
        }
    }

    private ArrayNode eventTypes() {
        ArrayNode types = Json.object().arrayNode();
        for (JsonNode type : webhook.path("eventTypes")) {
            types.addObject().put("id", type.path("id").asText());
        }
        return types;
    }
}
