package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.msgpack.MalformedMessagePack;
import io.logcast.gateway.msgpack.MessagePackReader;
import io.logcast.gateway.socketio.Selector;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Node's servers say to each other since socket.io-adapter 2.5 has its {@code ClusterAdapter}: through sharded channels or
 * a stream.
 *
 * @param uid of the server
 * @param data what the type says
 */
record ClusterMessage(Type type, String uid, String namespace, ObjectNode data) {

    /** JSON, or MessagePack where there are bytes in it. */
    static ClusterMessage read(byte[] message) throws Unreadable {
        ObjectNode body = Request.body(message);
        Type type = Type.of(body.path("type").asInt(-1));
        return new ClusterMessage(type, body.path("uid").asText(), namespace(body.path("nsp")), data(body.get("data")));
    }

    static boolean isOne(byte[] message) {
        try {
            return read(message).type() != Type.UNKNOWN;
        } catch (Unreadable e) {
            return false;
        }
    }

    /** @param fields of an entry of a stream */
    static ClusterMessage read(Map<String, String> fields) throws Unreadable {
        String namespace = fields.get("nsp");
        if (namespace == null) {
            throw new Unreadable("is an entry without a namespace");
        }
        return new ClusterMessage(
                Type.of(number(fields.getOrDefault("type", ""))),
                fields.getOrDefault("uid", ""),
                namespace,
                data(fields.get("data")));
    }

    /** For sockets, none of which has to answer. */
    boolean isPacket() {
        return type == Type.BROADCAST && question().isEmpty();
    }

    Emitted packet() throws Unreadable {
        if (!data.path("packet").isObject() || !data.path("opts").isObject()) {
            throw new Unreadable("is no packet with options");
        }
        return new Emitted(
                uid,
                namespace,
                rooms("rooms"),
                rooms("except"),
                EmittedReader.event(data.path("packet")),
                data.path("opts").path("flags").path("volatile").asBoolean());
    }

    Selector selector() throws Unreadable {
        if (!data.path("opts").isObject()) {
            throw new Unreadable("is a request without options");
        }
        return new Selector(namespace, rooms("rooms"), rooms("except"));
    }

    /** To join or to leave. */
    Set<String> rooms() throws Unreadable {
        return Rooms.of(data.path("rooms"));
    }

    boolean closes() {
        return data.path("close").asBoolean();
    }

    /** Names the question towards who asked; empty if no answer is wanted. */
    Optional<String> question() {
        return Optional.ofNullable(data.get("requestId")).map(JsonNode::asText);
    }

    private Set<String> rooms(String which) throws Unreadable {
        return Rooms.of(data.path("opts").path(which));
    }

    private static String namespace(JsonNode name) throws Unreadable {
        if (!name.isTextual()) {
            throw new Unreadable("has no namespace");
        }
        return name.textValue();
    }

    private static ObjectNode data(JsonNode data) throws Unreadable {
        if (data == null) {
            return Json.object();
        } else if (data instanceof ObjectNode object) {
            return object;
        }
        throw new Unreadable("has data that are no object");
    }

    /** In an entry all is text: JSON, or MessagePack as Base64. */
    private static ObjectNode data(String text) throws Unreadable {
        try {
            if (text == null) {
                return Json.object();
            }
            return data(
                    text.startsWith("{")
                            ? Json.parse(text.getBytes(UTF_8))
                            : MessagePackReader.read(Base64.getDecoder().decode(text)));
        } catch (MalformedJson | MalformedMessagePack | IllegalArgumentException e) {
            throw new Unreadable(e);
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
    }

    /** What it is about. The ordinal is what stands on the wire. */
    enum Type {
        /** Whatever has been added since. */
        UNKNOWN,
        INITIAL_HEARTBEAT,
        HEARTBEAT,
        BROADCAST,
        JOIN,
        LEAVE,
        DISCONNECT,
        FETCH,
        FETCH_RESPONSE,
        SERVER_SIDE_EMIT,
        SERVER_SIDE_EMIT_RESPONSE,
        /** The first answer of a server to a broadcast with a question: how many of its clients will answer. */
        CLIENT_COUNT,
        /** The answer of one client. */
        BROADCAST_ACK,
        CLOSE;

        @SuppressWarnings("EnumOrdinal") // The order is Node's, and no constant is ever removed.
        int wire() {
            return ordinal();
        }

        /** Of a question. */
        Type answer() {
            return switch (this) {
                case FETCH -> FETCH_RESPONSE;
                case SERVER_SIDE_EMIT -> SERVER_SIDE_EMIT_RESPONSE;
                case BROADCAST -> CLIENT_COUNT;
                default -> UNKNOWN;
            };
        }

        static Type of(int wire) {
            return wire > 0 && wire < values().length ? values()[wire] : UNKNOWN;
        }
    }
}
