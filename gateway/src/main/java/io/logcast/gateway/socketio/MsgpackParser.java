package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.MalformedMessage;
import io.logcast.gateway.msgpack.MalformedMessagePack;
import io.logcast.gateway.msgpack.MessagePackReader;
import io.logcast.gateway.msgpack.MessagePackWriter;
import java.util.List;
import java.util.function.Predicate;

/** socket.io-msgpack-parser: a packet is one binary message, the object {@code {type, data, nsp, id}}. */
public final class MsgpackParser implements Parser {

    private final int maxDepth;

    public MsgpackParser(SocketIoSettings settings) {
        this.maxDepth = settings.maxDepth();
    }

    @Override
    public List<EngineMessage> encode(Packet packet) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", packet.type().code());
        if (packet.data() != null) {
            object.set("data", packet.data());
        }
        object.put("nsp", packet.namespace());
        if (packet.id() != null) {
            object.put("id", packet.id());
        }
        return List.of(new EngineMessage.Binary(MessagePackWriter.bytes(object)));
    }

    /** No state: every message is whole. */
    @Override
    public Decoder decoder(Predicate<String> members) {
        return this::decode;
    }

    private Packet decode(EngineMessage message) {
        if (!(message instanceof EngineMessage.Binary binary)) {
            throw new MalformedMessage("is text, from a client that speaks MessagePack");
        }
        JsonNode object = read(binary.bytes());
        PacketType type = type(object.path("type"));
        JsonNode data = object.hasNonNull("data") ? object.get("data") : null;
        PacketRules.check(type, data);
        return new Packet(type, namespace(object.path("nsp")), id(object.path("id")), data);
    }

    private JsonNode read(byte[] bytes) {
        try {
            return MessagePackReader.read(bytes, maxDepth);
        } catch (MalformedMessagePack e) {
            throw new MalformedMessage(e.getMessage());
        }
    }

    private static PacketType type(JsonNode type) {
        int code = type.isIntegralNumber() && type.canConvertToInt() ? type.intValue() : -1;
        if (code < 0 || code > PacketType.CONNECT_ERROR.code()) {
            throw new MalformedMessage("has no packet type");
        }
        return PacketType.of(code);
    }

    private static String namespace(JsonNode name) {
        if (!name.isTextual() || !name.textValue().startsWith("/")) {
            throw new MalformedMessage("has no namespace");
        }
        return name.textValue();
    }

    private static Long id(JsonNode id) {
        if (id.isMissingNode()) {
            return null;
        }
        long value = id.isIntegralNumber() && id.canConvertToLong() ? id.longValue() : -1;
        if (value < 0 || value > PacketRules.LARGEST_ID) {
            throw new MalformedMessage("has an id that counts nothing");
        }
        return value;
    }
}
