package io.logcast.gateway.profile.acceleratxr.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import java.util.Collection;

/** What a client is told, in the words of the library. */
final class PushAnswer {

    static final String UNAUTHENTICATED = "Invalid or missing authentication token.";
    static final String INVALID = "Invalid message or request.";
    static final String TOO_MANY = "Too many concurrent connections.";

    /** Of what nobody has asked for. */
    static final JsonNode UNASKED = IntNode.valueOf(0);

    private PushAnswer() {}

    static byte[] loggedIn(JsonNode id) {
        return Json.bytes(of(id, "LOGIN_RESPONSE", true));
    }

    static byte[] notLoggedIn(JsonNode id) {
        return Json.bytes(of(id, "LOGIN_RESPONSE", false).put("data", UNAUTHENTICATED));
    }

    static byte[] subscribed(JsonNode id, Collection<String> channels) {
        return channels(id, "SUBSCRIBED", channels);
    }

    static byte[] unsubscribed(JsonNode id, Collection<String> channels) {
        return channels(id, "UNSUBSCRIBED", channels);
    }

    /** The original says nothing, and leaves it to the client to find out. */
    static byte[] error(JsonNode id, String why) {
        return Json.bytes(of(id.isMissingNode() ? UNASKED : id, "ERROR", false).put("data", why));
    }

    private static byte[] channels(JsonNode id, String type, Collection<String> channels) {
        ObjectNode answer = of(id, type, true);
        ArrayNode data = answer.putArray("data");
        channels.forEach(data::add);
        return Json.bytes(answer);
    }

    private static ObjectNode of(JsonNode id, String type, boolean success) {
        ObjectNode answer = Json.object();
        if (!id.isMissingNode()) {
            answer.set("id", id);
        }
        return answer.put("type", type).put("success", success);
    }
}
