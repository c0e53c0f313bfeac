package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.engineio.MalformedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts attachments where their placeholders are. */
public final class Placeholders {

    private final List<byte[]> attachments;

    private Placeholders(List<byte[]> attachments) {
        this.attachments = new ArrayList<>(attachments);
    }

    /** @throws MalformedMessage if there is a placeholder of no attachment */
    public static JsonNode fill(JsonNode data, List<byte[]> attachments) {
        return new Placeholders(attachments).fill(data);
    }

    private JsonNode fill(JsonNode node) {
        if (node.path("_placeholder").equals(BooleanNode.TRUE)) {
            return take(node.path("num"));
        }
        if (node instanceof ArrayNode array) {
            fillItems(array);
        } else if (node instanceof ObjectNode object) {
            fillMembers(object);
        }
        return node;
    }

    private void fillItems(ArrayNode array) {
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            if (item.isContainerNode()) {
                array.set(i, fill(item));
            }
        }
    }

    private void fillMembers(ObjectNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getValue().isContainerNode()) {
                member.setValue(fill(member.getValue()));
            }
        }
    }

    /** Only once: else a small packet could ask for any number of copies of a large attachment. */
    private BinaryNode take(JsonNode number) {
        int index = number.isInt() ? number.intValue() : -1;
        if (index < 0 || index >= attachments.size() || attachments.get(index) == null) {
            throw new MalformedMessage("has a placeholder of no attachment");
        }
        return BinaryNode.valueOf(attachments.set(index, null));
    }
}
