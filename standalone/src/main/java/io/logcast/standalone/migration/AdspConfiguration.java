package io.logcast.standalone.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration {@code platform:push-service} of ADSP, of a tenant and of the platform: each property is a stream, and
 * {@code webhooks} has webhooks by their id. What the platform says wins.
 */
final class AdspConfiguration {

    private static final String WEBHOOKS = "webhooks";

    private final Map<String, JsonNode> streams = new LinkedHashMap<>();
    private final Map<String, JsonNode> webhooks = new LinkedHashMap<>();

    /** @param core of the platform; empty: there is none */
    AdspConfiguration(JsonNode tenant, Optional<JsonNode> core) {
        add(configuration(tenant));
        core.ifPresent(document -> add(configuration(document)));
    }

    List<Converted> converted() {
        List<Converted> all = new ArrayList<>();
        streams.forEach((id, stream) -> all.add(new AdspStream(id, stream).converted()));
        webhooks.forEach((id, webhook) -> all.add(new AdspWebhook(id, webhook).converted()));
        return all;
    }

    private void add(JsonNode configuration) {
        configuration.properties().forEach(property -> {
            if (property.getKey().equals(WEBHOOKS)) {
                // Null, or a null webhook, is what is left of something that was deleted.
                property.getValue().properties().stream()
                        .filter(webhook -> !webhook.getValue().isNull())
                        .forEach(webhook -> webhooks.put(webhook.getKey(), webhook.getValue()));
            } else {
                streams.put(property.getKey(), property.getValue());
            }
        });
    }

    /** As it is, or as its configuration service answers it. */
    private static JsonNode configuration(JsonNode document) {
        if (document.path("latest").path("configuration") instanceof ObjectNode latest) {
            return latest;
        }
        boolean isRevision = document.path("revision").isNumber()
                && document.path("configuration").isObject();
        return isRevision ? document.path("configuration") : document.isObject() ? document : Json.object();
    }
}
