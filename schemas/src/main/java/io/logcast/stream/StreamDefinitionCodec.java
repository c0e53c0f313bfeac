package io.logcast.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.json.Fields;
import io.logcast.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Stream definitions as JSON: the value in {@code logcast.stream-definitions} and the body of {@code PUT /v1/streams/{id}}. */
public final class StreamDefinitionCodec {

    private static final Set<String> STREAM =
            Set.of("id", "name", "description", "publicSubscribe", "subscriberRoles", "events");
    private static final Set<String> SELECTOR = Set.of("namespace", "name", "criteria", "map", "roles");
    private static final Set<String> CRITERIA = Set.of("correlationId", "context");

    private StreamDefinitionCodec() {}

    public static byte[] encode(StreamDefinition stream) {
        return Json.bytes(toJson(stream));
    }

    public static ObjectNode toJson(StreamDefinition stream) {
        ObjectNode json = Json.object().put("id", stream.id().value()).put("name", stream.name());
        if (stream.description() != null) {
            json.put("description", stream.description());
        }
        json.put("publicSubscribe", stream.publicSubscribe());
        addAll(json.putArray("subscriberRoles"), stream.subscriberRoles());
        ArrayNode events = json.putArray("events");
        stream.events().forEach(selector -> events.add(selector(selector)));
        return json;
    }

    /**
     * @param key the stream that the document is for; the document may repeat the id, not contradict it
     * @throws InvalidField if the document is no stream definition
     */
    public static StreamDefinition read(StreamKey key, JsonNode document) {
        Fields fields = Fields.of("body", document).only(STREAM);
        String id = fields.text("id");
        if (id != null && !id.equals(key.stream().value())) {
            throw new InvalidField("id", "must be the id in the address, or be left out");
        }
        String name = fields.text("name");
        return new StreamDefinition(
                key.tenant(),
                key.stream(),
                name == null ? key.stream().value() : name,
                fields.text("description"),
                fields.flag("publicSubscribe"),
                Roles.of(fields.texts("subscriberRoles")),
                fields.list("events", StreamDefinitionCodec::readSelector));
    }

    private static EventSelector readSelector(JsonNode node) {
        Fields fields = Fields.of("", node).only(SELECTOR);
        return new EventSelector(
                new EventType(fields.text("namespace"), fields.text("name")),
                readCriteria(fields.object("criteria")),
                readMap(fields.object("map")),
                Roles.of(fields.texts("roles")));
    }

    /** Null reads as no criteria. */
    public static Criteria readCriteria(ObjectNode node) {
        if (node == null) {
            return Criteria.ANY;
        }
        Fields fields = Fields.of("criteria", node).only(CRITERIA);
        return new Criteria(fields.text("correlationId"), fields.object("context"));
    }

    private static Map<String, FieldPath> readMap(ObjectNode node) {
        if (node == null) {
            return null;
        }
        Fields fields = Fields.of("map", node);
        Map<String, FieldPath> map = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(member -> map.put(member, readPath(member, fields.text(member))));
        return map;
    }

    private static FieldPath readPath(String member, String path) {
        try {
            return FieldPath.parse(path);
        } catch (InvalidField e) {
            throw e.within("map." + member);
        }
    }

    private static ObjectNode selector(EventSelector selector) {
        ObjectNode json = Json.object()
                .put("namespace", selector.type().namespace())
                .put("name", selector.type().name());
        if (!selector.criteria().equals(Criteria.ANY)) {
            json.set("criteria", criteria(selector.criteria()));
        }
        if (selector.map() != null) {
            ObjectNode map = json.putObject("map");
            selector.map().forEach((member, path) -> map.put(member, path.text()));
        }
        if (!selector.roles().isEmpty()) {
            addAll(json.putArray("roles"), selector.roles());
        }
        return json;
    }

    /** Empty if anything goes. */
    public static ObjectNode criteria(Criteria criteria) {
        ObjectNode json = Json.object();
        if (criteria.correlationId() != null) {
            json.put("correlationId", criteria.correlationId());
        }
        if (criteria.context() != null) {
            json.set("context", criteria.context());
        }
        return json;
    }

    private static void addAll(ArrayNode array, Roles roles) {
        roles.names().forEach(array::add);
    }
}
