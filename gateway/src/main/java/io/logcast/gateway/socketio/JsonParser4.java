package io.logcast.gateway.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.MalformedMessage;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * socket.io-protocol 4, which Engine.IO 3 clients speak: like 5, but their CONNECT carries what they want to say in the
 * namespace: {@code 40/tenant?token=abc,}. It comes out as if it had been a payload, as in Socket.IO's own server.
 */
public final class JsonParser4 implements Parser {

    private static final int MAX_PARAMETERS = 100;

    private final JsonParser5 parser;

    public JsonParser4(SocketIoSettings settings) {
        this.parser = new JsonParser5(settings);
    }

    @Override
    public List<EngineMessage> encode(Packet packet) {
        return parser.encode(packet);
    }

    @Override
    public Decoder decoder(Predicate<String> members) {
        return parser.decoder(members, JsonParser4::withoutQuery);
    }

    private static Packet withoutQuery(Packet packet) {
        int query = packet.namespace().indexOf('?');
        if (query < 0) {
            return packet;
        }
        String namespace = packet.namespace().substring(0, query);
        return packet.type() == PacketType.CONNECT
                ? new Packet(
                        PacketType.CONNECT,
                        namespace,
                        packet.id(),
                        payload(packet.namespace().substring(query + 1)))
                : new Packet(packet.type(), namespace, packet.id(), packet.data());
    }

    private static ObjectNode payload(String query) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        parameters(query).forEach((name, values) -> put(payload, name, values));
        return payload;
    }

    private static Map<String, List<String>> parameters(String query) {
        try {
            return new QueryStringDecoder(query, UTF_8, false, MAX_PARAMETERS).parameters();
        } catch (IllegalArgumentException e) {
            throw new MalformedMessage("has a query that cannot be decoded");
        }
    }

    private static void put(ObjectNode payload, String name, List<String> values) {
        if (values.size() == 1) {
            payload.put(name, values.get(0));
        } else {
            ArrayNode all = payload.putArray(name);
            values.forEach(all::add);
        }
    }
}
