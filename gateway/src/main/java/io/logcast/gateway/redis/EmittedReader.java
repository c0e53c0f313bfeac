package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.logcast.gateway.msgpack.Dialect;
import io.logcast.gateway.msgpack.MalformedMessagePack;
import io.logcast.gateway.msgpack.MessagePackReader;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.util.Set;

/**
 * Reads {@code [uid, packet, opts]} of all emitters that npm has had (socket.io-emitter 1 to 3, @socket.io/redis-emitter 4 and
 * 5) and of @socket.io/redis-adapter: in MessagePack, or as JSON text of those with a parser of their own. A packet that would
 * make clients close their connection is unreadable, too.
 */
final class EmittedReader {

    private static final int EVENT = 2;

    /** Of emitters that looked for bytes, and then sent them in place: an event like others. */
    private static final int BINARY_EVENT = 5;

    /** What the parsers of clients take, socket.io-parser 4.2. */
    private static final int MOST_ATTACHMENTS = 10;

    /** Likewise: RESERVED_EVENTS. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private static final String EMITTER = "emitter";

    private EmittedReader() {}

    static Emitted read(byte[] message) throws Unreadable {
        if (message.length > 0 && message[0] == '[') {
            return emitted(json(message));
        }
        try {
            return emitted(messagePack(message, Dialect.STANDARD));
        } catch (Unreadable e) {
            return ofMsgpackJs(message, e);
        }
    }

    /**
     * Bytes and undefined of socket.io-emitter 1 are no MessagePack: read as such they swallow what follows, and the message
     * has no end. It is theirs when it makes sense to its last byte the other way, which no truncated one does.
     */
    private static Emitted ofMsgpackJs(byte[] message, Unreadable asStandard) throws Unreadable {
        try {
            Emitted emitted = emitted(messagePack(message, Dialect.MSGPACK_JS));
            if (emitted.uid().equals(EMITTER)) {
                return emitted;
            }
        } catch (Unreadable e) {
            asStandard.addSuppressed(e);
        }
        throw asStandard;
    }

    private static JsonNode json(byte[] message) throws Unreadable {
        try {
            return Json.parse(message);
        } catch (MalformedJson e) {
            throw new Unreadable(e);
        }
    }

    private static JsonNode messagePack(byte[] message, Dialect dialect) throws Unreadable {
        try {
            return MessagePackReader.read(message, dialect);
        } catch (MalformedMessagePack e) {
            throw new Unreadable(e);
        }
    }

    private static Emitted emitted(JsonNode message) throws Unreadable {
        if (!message.isArray() || message.size() < 3) {
            throw new Unreadable("is no packet with a sender and options");
        }
        JsonNode packet = message.get(1);
        JsonNode options = message.get(2);
        if (!packet.isObject() || !options.isObject()) {
            throw new Unreadable("is no packet with options");
        }
        return new Emitted(
                message.get(0).asText(),
                namespace(packet.path("nsp")),
                Rooms.of(options.path("rooms")),
                Rooms.of(options.path("except")),
                event(packet),
                options.path("flags").path("volatile").asBoolean());
    }

    private static String namespace(JsonNode name) throws Unreadable {
        if (name.isMissingNode() || name.isNull()) {
            return "/";
        } else if (!name.isTextual()) {
            throw new Unreadable("has a namespace that is no text");
        }
        return name.textValue();
    }

    /** The event of a packet, with a name and arguments that clients can read. */
    static ArrayNode event(JsonNode packet) throws Unreadable {
        int type = packet.path("type").asInt(-1);
        if (type != EVENT && type != BINARY_EVENT) {
            throw new Unreadable("is no event");
        }
        if (!(packet.get("data") instanceof ArrayNode event) || event.isEmpty()) {
            throw new Unreadable("has no event");
        }
        event.set(0, name(event.get(0)));
        if (attachments(event) > MOST_ATTACHMENTS) {
            throw new Unreadable("has more than " + MOST_ATTACHMENTS + " attachments");
        }
        return event;
    }

    /** A number names an event as its text does. */
    private static TextNode name(JsonNode name) throws Unreadable {
        if (!name.isTextual() && !name.isNumber()) {
            throw new Unreadable("has an event without a name");
        } else if (RESERVED.contains(name.asText())) {
            throw new Unreadable("has an event with a reserved name");
        }
        return TextNode.valueOf(name.asText());
    }

    private static int attachments(JsonNode node) {
        int attachments = node.isBinary() ? 1 : 0;
        for (JsonNode child : node) {
            attachments += attachments(child);
        }
        return attachments;
    }
}
