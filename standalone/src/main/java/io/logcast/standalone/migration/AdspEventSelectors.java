package io.logcast.standalone.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.stream.FieldPath;
import io.logcast.stream.StreamDefinitionCodec;
import java.util.List;

/** The {@code events} of a stream or a webhook: which, under which criteria, and what is shown of them. */
final class AdspEventSelectors {

    private static final String TENANT_ID = "tenantId";

    private final List<String> left;

    /** @param left gets a line for each thing that cannot be taken over */
    AdspEventSelectors(List<String> left) {
        this.left = left;
    }

    ArrayNode streams(JsonNode events) {
        ArrayNode selectors = Json.object().arrayNode();
        int index = 0;
        for (JsonNode event : events) {
            String path = "events[" + index++ + "]";
            ObjectNode selector = selector(path, event);
            if (selector != null) {
                if (event.path("map") instanceof ObjectNode map) {
                    selector.set("map", map(path + ".map", map));
                }
                selectors.add(selector);
            }
        }
        return selectors;
    }

    /** A webhook's map was never looked at. */
    ArrayNode webhooks(JsonNode events) {
        ArrayNode selectors = Json.object().arrayNode();
        int index = 0;
        for (JsonNode event : events) {
            ObjectNode selector = selector("events[" + index++ + "]", event);
            if (selector != null) {
                selectors.add(selector);
            }
        }
        return selectors;
    }

    /** Null if such events cannot be had. */
    private ObjectNode selector(String path, JsonNode event) {
        String namespace = event.path("namespace").textValue();
        String name = event.path("name").textValue();
        try {
            new EventType(namespace, name);
            ObjectNode selector = Json.object().put("namespace", namespace).put("name", name);
            if (event.path("criteria") instanceof ObjectNode criteria) {
                selector.set("criteria", criteria(criteria));
            }
            return selector;
        } catch (InvalidField e) {
            left.add(path + ": " + e.getMessage() + "; these events are left out");
            return null;
        }
    }

    private static ObjectNode criteria(ObjectNode criteria) {
        ObjectNode known = Json.object();
        for (String name : List.of("correlationId", "context")) {
            if (criteria.hasNonNull(name)) {
                known.set(name, criteria.get(name));
            }
        }
        StreamDefinitionCodec.readCriteria(known);
        return known;
    }

    private ObjectNode map(String path, ObjectNode map) {
        ObjectNode known = Json.object();
        map.properties().forEach(member -> {
            String at = path + "." + member.getKey();
            try {
                String target = path(at, member.getKey(), member.getValue().textValue());
                if (target != null) {
                    known.put(member.getKey(), target);
                }
            } catch (InvalidField e) {
                left.add(at + ": " + e.getMessage() + "; this member is left out");
            }
        });
        return known;
    }

    /** Null if nothing has to be said: the door of ADSP shows the tenant by itself. */
    private String path(String at, String member, String text) {
        FieldPath path = FieldPath.parse(text);
        if (!path.segments().get(0).equals(TENANT_ID)) {
            return text;
        }
        if (path.segments().size() > 1) {
            throw new InvalidField("path", "leads into the tenant's URN, which is one text here");
        }
        if (member.equals(TENANT_ID)) {
            return null;
        }
        left.add(at + ": shows the tenant by its name here, not by its URN");
        return "tenant";
    }
}
