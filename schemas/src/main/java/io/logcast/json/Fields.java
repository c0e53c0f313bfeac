package io.logcast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.field.InvalidField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads the members of one JSON object; every refusal names the member. A member that is null counts as absent. */
public final class Fields {

    private final ObjectNode node;

    private Fields(ObjectNode node) {
        this.node = node;
    }

    /** @param what how the refusal names the whole, if it is no object: {@code body}, {@code events[1]} */
    public static Fields of(String what, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw new InvalidField(what, "must be a JSON object");
    }

    /** Refuses members that nobody will read: a misspelt optional member would otherwise be lost in silence. */
    public Fields only(Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new InvalidField(
                        name,
                        "is not known; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
        return this;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** The text of the member, or null if it is absent. */
    public String text(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new InvalidField(name, "must be a string");
        }
        return value.textValue();
    }

    /** The whole number of a member that must be there. */
    public long whole(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new InvalidField(name, "must be a whole number");
        }
        return value.longValue();
    }

    public boolean flag(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new InvalidField(name, "must be true or false");
        }
        return value.booleanValue();
    }

    /** The object, or null if it is absent. */
    public ObjectNode object(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidField(name, "must be a JSON object");
    }

    /** Any JSON, the null literal included, or null if the member is absent. */
    public JsonNode any(String name) {
        return node.get(name);
    }

    /** The texts of an array; empty if it is absent. */
    public List<String> texts(String name) {
        return list(name, element -> {
            if (!element.isTextual()) {
                throw new InvalidField("", "must be a string");
            }
            return element.textValue();
        });
    }

    /** The elements of an array, each read by {@code reader}; empty if it is absent. */
    public <T> List<T> list(String name, Function<JsonNode, T> reader) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new InvalidField(name, "must be an array");
        }
        List<T> elements = new ArrayList<>();
        for (JsonNode element : value) {
            elements.add(element(name + "[" + elements.size() + "]", element, reader));
        }
        return List.copyOf(elements);
    }

    private static <T> T element(String path, JsonNode element, Function<JsonNode, T> reader) {
        try {
            return reader.apply(element);
        } catch (InvalidField e) {
            throw e.within(path);
        }
    }
}
