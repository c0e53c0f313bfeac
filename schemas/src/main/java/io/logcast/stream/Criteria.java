package io.logcast.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.util.Map;

/**
 * Narrows a selection: the correlation id and every context member named must be equal, type included ({@code "1"} is
 * not {@code 1}). The rules are those of ADSP (research/seeds.md 1.4), where comparing is JavaScript's {@code ===}.
 *
 * @param correlationId null or empty: any
 * @param context null: any
 */
public record Criteria(String correlationId, ObjectNode context) {

    public static final Criteria ANY = new Criteria(null, null);

    public boolean matches(Event event) {
        return correlationMatches(event.correlationId()) && contextMatches(event.context());
    }

    /**
     * The same for what a delivery has kept of its event.
     *
     * @param actualContext as JSON text, which is parsed only if that decides; null if there is none
     */
    public boolean matches(String actualCorrelationId, String actualContext) {
        return correlationMatches(actualCorrelationId)
                && (context == null || context.isEmpty() || contextMatches(parsed(actualContext)));
    }

    /** What is no object is no context. */
    private static ObjectNode parsed(String context) {
        try {
            return context != null && Json.parse(context.getBytes(UTF_8)) instanceof ObjectNode object ? object : null;
        } catch (MalformedJson e) {
            return null;
        }
    }

    private boolean correlationMatches(String actual) {
        return correlationId == null || correlationId.isEmpty() || correlationId.equals(actual);
    }

    private boolean contextMatches(ObjectNode actual) {
        if (context == null || context.isEmpty()) {
            return true;
        }
        return actual != null
                && context.properties().stream().allMatch(wanted -> isSame(wanted, actual.get(wanted.getKey())));
    }

    private static boolean isSame(Map.Entry<String, JsonNode> wanted, JsonNode actual) {
        JsonNode value = wanted.getValue();
        if (actual == null || value.isContainerNode()) {
            // === compares objects by identity, so nothing that came over a wire is ever equal.
            return false;
        }
        if (value.isNumber() && actual.isNumber()) {
            return value.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return value.equals(actual);
    }
}
