package io.logcast.gateway.profile.ssenotify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.EventType;
import io.logcast.gateway.profile.Shown;
import java.util.Map;

/**
 * What is published for a user: {@code {"id":"100","type":"event","data":{…}}}. As with Go, the case of the keys does not
 * matter, other keys are not looked at, and what is missing is empty. Unlike there, numbers are welcome.
 */
record NotifyMessage(String id, String type, JsonNode data) {

    static final EventType EVENT = new EventType("ssenotify", "message");

    static NotifyMessage of(ObjectNode json) {
        return new NotifyMessage(text(member(json, "id")), text(member(json, "type")), member(json, "data"));
    }

    private static JsonNode member(ObjectNode json, String name) {
        if (json.has(name)) {
            return json.get(name);
        }
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return NullNode.instance;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : Shown.oneLine(value.isTextual() ? value.textValue() : value.toString());
    }
}
