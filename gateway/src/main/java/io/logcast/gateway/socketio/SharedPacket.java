package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.engineio.EngineMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** An event on its way to many: encoded once for each parser and place in the log, whichever event loop needs it first. */
final class SharedPacket {

    private record Form(Parser parser, String offset) {}

    private final String namespace;
    private final Long id;
    private final ArrayNode event;
    private final LongAdder encodes;
    private final Map<Form, List<EngineMessage>> encoded = new ConcurrentHashMap<>(2);

    /** @param id of the answers that are asked for; null if none are */
    SharedPacket(String namespace, Long id, ArrayNode event, LongAdder encodes) {
        this.namespace = namespace;
        this.id = id;
        this.event = event;
        this.encodes = encodes;
    }

    /** Null for nothing: a packet with an id takes none, for its last argument is the answer's. */
    String offsetFor(NamespaceSocket socket) {
        return id == null ? socket.offset() : null;
    }

    List<EngineMessage> messages(Parser parser, String offset) {
        return encoded.computeIfAbsent(new Form(parser, offset), this::encode);
    }

    private List<EngineMessage> encode(Form form) {
        encodes.increment();
        ArrayNode data = NamespaceSocket.withOffset(event, form.offset());
        return form.parser().encode(new Packet(PacketType.EVENT, namespace, id, data));
    }
}
