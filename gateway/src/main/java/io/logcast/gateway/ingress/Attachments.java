package io.logcast.gateway.ingress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of an event, taken out in the order in which they stand; what is left in their places says which they were, as in
 * Socket.IO's own packets.
 */
final class Attachments {

    private final List<byte[]> taken = new ArrayList<>();

    List<byte[]> taken() {
        return taken;
    }

    /** The event without its bytes; a copy where there were some. */
    JsonNode without(JsonNode node) {
        if (node instanceof BinaryNode bytes) {
            taken.add(bytes.binaryValue());
            return Json.object().put("_placeholder", true).put("num", taken.size() - 1);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode(array.size());
            array.forEach(element -> copy.add(without(element)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), without(member.getValue())));
            return copy;
        }
        return node;
    }
}
