package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.msgpack.MalformedMessagePack;
import io.logcast.gateway.msgpack.MessagePackReader;
import io.logcast.gateway.socketio.Selector;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.util.Set;

/** What a server, or an emitter, wants of all servers that have a namespace. */
record Request(RequestType type, String namespace, ObjectNode body) {

    static Request read(String namespace, byte[] message) throws Unreadable {
        ObjectNode body = body(message);
        RequestType type = RequestType.of(body.path("type")).orElseThrow(() -> new Unreadable("is no known request"));
        return new Request(type, namespace, body);
    }

    /** JSON if it begins like an object, else MessagePack: requests and their answers. */
    static ObjectNode body(byte[] message) throws Unreadable {
        try {
            JsonNode body =
                    message.length > 0 && message[0] == '{' ? Json.parse(message) : MessagePackReader.read(message);
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (MalformedJson | MalformedMessagePack e) {
            throw new Unreadable(e);
        }
        throw new Unreadable("is no object");
    }

    String uid() {
        return body.path("uid").asText();
    }

    /** Names the question towards who asked; a {@code MissingNode} if no answer is wanted. */
    JsonNode id() {
        return body.path("requestId");
    }

    boolean wantsAnswer() {
        return !id().isMissingNode() && !id().isNull();
    }

    /** As servers before socket.io 4 ask: for one socket, by its id, and one room. */
    boolean isOfOneSocket() {
        return body.path("sid").isTextual();
    }

    String socket() {
        return body.path("sid").asText();
    }

    Selector selector() throws Unreadable {
        if (isOfOneSocket()) {
            return new Selector(namespace, Set.of(socket()), Set.of());
        } else if (!body.path("opts").isObject()) {
            throw new Unreadable("is a request without options");
        }
        return new Selector(
                namespace,
                Rooms.of(body.path("opts").path("rooms")),
                Rooms.of(body.path("opts").path("except")));
    }

    /** To join or to leave. */
    Set<String> rooms() throws Unreadable {
        return isOfOneSocket() ? Set.of(Rooms.name(body.path("room"))) : Rooms.of(body.path("rooms"));
    }

    boolean closes() {
        return body.path("close").asBoolean();
    }

    /** Of {@link RequestType#SERVER_SIDE_EMIT}. */
    ArrayNode event() throws Unreadable {
        if (body.get("data") instanceof ArrayNode event && !event.isEmpty()) {
            return event;
        }
        throw new Unreadable("is a request without an event");
    }
}
