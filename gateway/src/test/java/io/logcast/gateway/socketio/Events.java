package io.logcast.gateway.socketio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Events for tests. */
final class Events {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Events() {}

    static ArrayNode json(String json) {
        try {
            return (ArrayNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static ArrayNode binary(String name, int... bytes) {
        return JsonNodeFactory.instance.arrayNode().add(name).add(ScriptedSession.bytes(bytes));
    }
}
