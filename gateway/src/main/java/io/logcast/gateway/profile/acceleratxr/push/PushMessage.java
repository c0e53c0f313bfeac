package io.logcast.gateway.profile.acceleratxr.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.EventType;
import io.logcast.gateway.profile.Shown;
import io.logcast.json.Json;

/** What clients are sent. A message of the service is the payload of its event, and comes as it is. */
final class PushMessage {

    static final EventType EVENT = new EventType("acceleratxr", "push");

    private PushMessage() {}

    /** What others have put on a channel has the name of their event as its type. */
    static JsonNode of(Shown shown) {
        boolean isOurs =
                shown.namespace().equals(EVENT.namespace()) && shown.name().equals(EVENT.name());
        return isOurs ? shown.data() : message(type(shown), shown.data());
    }

    /** As {@code POST} of the original publishes it. */
    static ObjectNode posted(String channel, JsonNode body) {
        ObjectNode message = Json.object().put("type", "MESSAGE").put("channel", channel);
        if (!body.isMissingNode()) {
            message.set("data", body);
        }
        return message;
    }

    static ObjectNode message(String type, JsonNode data) {
        ObjectNode message = Json.object().put("type", type);
        message.set("data", data);
        return message;
    }

    private static String type(Shown shown) {
        return shown.namespace().isEmpty() ? shown.name() : shown.namespace() + ":" + shown.name();
    }
}
