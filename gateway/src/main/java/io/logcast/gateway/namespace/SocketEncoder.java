package io.logcast.gateway.namespace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.Wire;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.FrameEncoder;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.socketio.ClientSocket;
import io.logcast.gateway.socketio.JsonParser4;
import io.logcast.gateway.socketio.JsonParser5;
import io.logcast.gateway.socketio.Packet;
import io.logcast.gateway.socketio.PacketType;
import io.logcast.gateway.socketio.Parser;
import io.logcast.gateway.socketio.Placeholders;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.netty.buffer.ByteBuf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries as events of a namespace (socket.io-protocol 5, "Packet encoding"): {@code 2/acme,["orders:placed",{…},"k3:7-18430"]}.
 * The last argument is where a client is that has received it, which it shows when it comes back; those of Engine.IO 3 do not
 * come back, and get none.
 *
 * <p>For JSON nothing is parsed: the bytes of the log are put between others. What is no event of the log is not written at all:
 * a client has its own ways to know that the connection lives.
 */
final class SocketEncoder implements FrameEncoder {

    private static final Logger LOG = LoggerFactory.getLogger(SocketEncoder.class);

    private static final int OVERHEAD = 256;

    private final Wire wire;
    private final Parser parser;
    private final String namespace;
    private final Rendering rendering;
    private final boolean isJson;
    private final boolean tells;

    SocketEncoder(Wire wire, Parser parser, String namespace, Manner manner) {
        this.wire = wire;
        this.parser = parser;
        this.namespace = namespace;
        this.rendering = manner.rendering();
        this.isJson = parser instanceof JsonParser5 || parser instanceof JsonParser4;
        this.tells = manner.comesBack() && (wire == Wire.WEBSOCKET_4 || wire == Wire.POLLING_4);
    }

    static SocketEncoder of(ClientSocket socket, Manner manner) {
        return new SocketEncoder(socket.wire(), socket.parser(), socket.namespace(), manner);
    }

    /** Whether it writes what the socket's connection takes now. */
    boolean isFor(ClientSocket socket) {
        return wire == socket.wire() && parser == socket.parser();
    }

    @Override
    public void open(ByteBuf batch) {}

    @Override
    public void seal(ByteBuf batch) {}

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public int separator() {
        return wire == Wire.POLLING_4 ? 1 : 0;
    }

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
        int begin = batch.writerIndex();
        try {
            if (isJson) {
                writeJson(batch, after, entry);
            } else {
                writePacket(batch, event(after, entry));
            }
        } catch (MalformedJson | RuntimeException e) {
            // It would end all its receivers, and again whenever they came back to it.
            batch.writerIndex(begin);
            LOG.debug("The entry {} of {} cannot be written for {}", entry.offset(), entry.key(), wire, e);
        }
    }

    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {}

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {}

    @Override
    public void gap(ByteBuf batch, Gap gap) {
        ArrayNode event = array().add("logcast.gap").add(gap.toJson());
        writePacket(batch, tells ? event.add(gap.resumedAt().toString()) : event);
    }

    /** The end is not said among the deliveries: a socket that must go is disconnected, the others are dropped. */
    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {}

    private void writePacket(ByteBuf batch, ArrayNode event) {
        for (EngineMessage message : parser.encode(new Packet(PacketType.EVENT, namespace, null, event))) {
            wire.append(batch, message);
        }
    }

    private void writeJson(ByteBuf batch, Positions after, TailEntry entry) {
        ByteBuf text = batch.alloc().directBuffer(entry.json().length + OVERHEAD);
        try {
            writeHead(text, entry);
            writeArguments(text, entry);
            if (tells) {
                text.writeCharSequence(",\"", UTF_8);
                after.writeTo(text);
                text.writeByte('"');
            }
            text.writeByte(']');
            wire.appendText(batch, text);
        } finally {
            text.release();
        }
        if (entry.target() != null) {
            entry.target().attachments().forEach(bytes -> wire.append(batch, new EngineMessage.Binary(bytes)));
        }
    }

    private void writeHead(ByteBuf text, TailEntry entry) {
        int attachments =
                entry.target() == null ? 0 : entry.target().attachments().size();
        text.writeCharSequence(attachments == 0 ? "2" : "5" + attachments + "-", UTF_8);
        if (!namespace.equals("/")) {
            text.writeCharSequence(namespace, UTF_8);
            text.writeByte(',');
        }
    }

    /** Without the bracket at the end. A packet is an array already. */
    private void writeArguments(ByteBuf text, TailEntry entry) {
        if (entry.target() != null) {
            text.writeBytes(entry.json(), 0, entry.json().length - 1);
            return;
        }
        Rendering.Rendered rendered = rendering.of(entry);
        text.writeCharSequence("[\"", UTF_8);
        text.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(rendered.event()));
        text.writeCharSequence("\",", UTF_8);
        text.writeBytes(rendered.json());
    }

    private ArrayNode event(Positions after, TailEntry entry) throws MalformedJson {
        ArrayNode event = entry.target() == null
                ? rendered(entry)
                : (ArrayNode) Placeholders.fill(
                        Json.parse(entry.json()), entry.target().attachments());
        return tells ? event.add(after.toString()) : event;
    }

    private ArrayNode rendered(TailEntry entry) throws MalformedJson {
        Rendering.Rendered rendered = rendering.of(entry);
        return array().add(rendered.event()).add(Json.parse(rendered.json()));
    }

    private static ArrayNode array() {
        return Json.object().arrayNode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SocketEncoder that
                && wire == that.wire
                && parser == that.parser
                && tells == that.tells
                && rendering.equals(that.rendering)
                && namespace.equals(that.namespace);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * wire.hashCode() + System.identityHashCode(parser)) + namespace.hashCode();
    }
}
