package io.logcast.gateway.profile.acceleratxr.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message of a client.
 *
 * @param id comes back in the answer, whatever it is; missing if there is none
 * @param type empty for what is no such message
 */
record PushRequest(JsonNode id, String type, JsonNode data) {

    static final String LOGIN = "LOGIN";
    static final String SUBSCRIBE = "SUBSCRIBE";
    static final String UNSUBSCRIBE = "UNSUBSCRIBE";

    private static final PushRequest NONE = new PushRequest(MissingNode.getInstance(), "", MissingNode.getInstance());

    static PushRequest read(byte[] utf8) {
        try {
            JsonNode json = Json.parse(utf8);
            return new PushRequest(json.path("id"), json.path("type").asText(""), json.path("data"));
        } catch (MalformedJson e) {
            return NONE;
        }
    }

    static PushRequest none() {
        return NONE;
    }

    /** One or several, each once; empty if that is neither. */
    Optional<Set<String>> channels() {
        List<JsonNode> named = new ArrayList<>();
        if (data.isArray()) {
            data.forEach(named::add);
        } else {
            named.add(data);
        }
        return named.stream().allMatch(JsonNode::isTextual)
                ? Optional.of(
                        named.stream().map(JsonNode::textValue).collect(LinkedHashSet::new, Set::add, Set::addAll))
                : Optional.empty();
    }
}
