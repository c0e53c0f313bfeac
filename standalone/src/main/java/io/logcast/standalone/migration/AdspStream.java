package io.logcast.standalone.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.channel.StreamId;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.stream.StreamKey;
import java.util.ArrayList;
import java.util.List;

/** A stream of ADSP's configuration. */
final class AdspStream {

    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 1000;

    private final String key;
    private final JsonNode stream;
    private final List<String> left = new ArrayList<>();

    /** @param key of its property: what clients ask for it by */
    AdspStream(String key, JsonNode stream) {
        this.key = key;
        this.stream = stream;
    }

    Converted converted() {
        try {
            ObjectNode definition = definition();
            // As the platform will read it: its reasons are told here, with all that is known of the rest.
            StreamDefinitionCodec.read(new StreamKey(TenantId.CORE, new StreamId(key)), definition);
            return new Converted("stream", key, definition, left);
        } catch (InvalidField e) {
            left.add(e.getMessage() + "; the stream is left out");
            return new Converted("stream", key, null, left);
        }
    }

    private ObjectNode definition() {
        if (!stream.isObject()) {
            throw new InvalidField(key, "must be a stream");
        }
        if (!key.equals(stream.path("id").asText(key))) {
            left.add("id: is '" + stream.path("id").asText() + "' in lists there, and '" + key
                    + "' here as in addresses");
        }
        ObjectNode definition = Json.object().put("name", bounded("name", MAX_NAME, key));
        if (stream.path("description").isTextual()) {
            definition.put("description", bounded("description", MAX_DESCRIPTION, ""));
        }
        definition.put("publicSubscribe", stream.path("publicSubscribe").asBoolean(false));
        definition.set("subscriberRoles", roles());
        definition.set("events", new AdspEventSelectors(left).streams(stream.path("events")));
        return definition;
    }

    private String bounded(String name, int max, String absent) {
        String text = stream.path(name).asText("");
        if (text.length() > max) {
            left.add(name + ": is cut after " + max + " characters");
        }
        return text.isEmpty() ? absent : text.substring(0, Math.min(max, text.length()));
    }

    private ArrayNode roles() {
        ArrayNode roles = Json.object().arrayNode();
        for (JsonNode role : stream.path("subscriberRoles")) {
            try {
                Roles.of(role.asText());
                roles.add(role.asText());
            } catch (InvalidField e) {
                left.add("subscriberRoles: " + e.getMessage() + "; this role is left out");
            }
        }
        return roles;
    }
}
