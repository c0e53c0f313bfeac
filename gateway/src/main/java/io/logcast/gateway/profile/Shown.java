package io.logcast.gateway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;

/**
 * A delivery as the frames of former services show it: a name and something. Whatever lies on a channel has one.
 *
 * @param namespace of the event; empty for what an emitter has sent
 * @param name of the event, on one line
 * @param time when it happened, as in the envelope; null where there is none
 * @param data the payload, the argument of a packet (an array of several), or all of what has neither
 */
public record Shown(String namespace, String name, String time, JsonNode data) {

    private static final String UNNAMED = "message";

    public static Shown of(TailEntry entry) {
        JsonNode json = read(entry.json());
        if (entry.type() == null && json instanceof ArrayNode packet) {
            return new Shown("", oneLine(packet.path(0).asText(UNNAMED)), null, argument(packet));
        }
        String type = entry.type() == null ? UNNAMED : entry.type();
        int colon = type.indexOf(':');
        return new Shown(
                type.substring(0, Math.max(0, colon)),
                oneLine(type.substring(colon + 1)),
                json.path("timestamp").asText(null),
                isEnvelope(json) ? json.get("payload") : json);
    }

    /** Another line would be another field of the frame, or its end. */
    public static String oneLine(String text) {
        return text.replaceAll("[\\r\\n\\x00]", "");
    }

    /** As the projector writes it where there is no map. */
    private static boolean isEnvelope(JsonNode json) {
        return json.path("id").isTextual() && json.path("timestamp").isTextual() && json.has("payload");
    }

    private static JsonNode argument(ArrayNode packet) {
        if (packet.size() <= 2) {
            return packet.has(1) ? packet.get(1) : NullNode.instance;
        }
        ArrayNode arguments = packet.deepCopy();
        arguments.remove(0);
        return arguments;
    }

    /** What another writer wrote may be no JSON: then it is shown as a text. */
    private static JsonNode read(byte[] json) {
        try {
            return Json.parse(json);
        } catch (MalformedJson e) {
            return new TextNode(new String(json, UTF_8));
        }
    }
}
