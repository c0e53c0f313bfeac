package io.logcast.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
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
        return correlationMatches(event) && contextMatches(event.context());
    }

    private boolean correlationMatches(Event event) {
        return correlationId == null || correlationId.isEmpty() || correlationId.equals(event.correlationId());
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
