package io.logcast.gateway.socketio;

import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.Wire;
import io.logcast.node.warning.Seldom;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/**
 * Takes a packet to sockets of one event loop. All that are alike share one frame; most are like the one before, which is
 * asked first, so that another recipient costs no look-up.
 */
final class Delivery implements AutoCloseable {

    private record Likeness(Parser parser, String offset, Wire wire) {}

    private static final int OVERHEAD = 16;
    private static final Seldom SELDOM = new Seldom(LoggerFactory.getLogger(Delivery.class));

    private final SharedPacket packet;
    private final boolean isVolatile;
    private final Map<Likeness, ByteBuf> frames = new HashMap<>(2);
    private Likeness last = new Likeness(null, null, null);
    private ByteBuf lastFrame;
    private int recipients;

    Delivery(SharedPacket packet, boolean isVolatile) {
        this.packet = packet;
        this.isVolatile = isVolatile;
    }

    /** How many it was sent to, or is kept for. */
    int recipients() {
        return recipients;
    }

    /** Who fails is dropped, the others do not notice. That it cannot be encoded at all is the caller's affair. */
    void to(NamespaceSocket socket) {
        String offset = socket.isGone() ? null : packet.offsetFor(socket);
        if (socket.isGone()) {
            return;
        }
        if (socket.isWritable()) {
            ByteBuf frame = frame(socket, offset);
            attempt(socket, () -> socket.sendFrames(frame.retainedDuplicate()));
        } else if (!isVolatile) {
            List<EngineMessage> messages = packet.messages(socket.parser(), offset);
            attempt(socket, () -> socket.send(messages));
        }
    }

    private void attempt(NamespaceSocket socket, Runnable sending) {
        try {
            sending.run();
            recipients++;
        } catch (RuntimeException e) {
            SELDOM.warn("A connection that could not be written to is closed", e);
            socket.drop();
        }
    }

    private ByteBuf frame(NamespaceSocket socket, String offset) {
        if (last.parser() != socket.parser()
                || last.wire() != socket.wire()
                || !Objects.equals(last.offset(), offset)) {
            last = new Likeness(socket.parser(), offset, socket.wire());
            lastFrame = frames.computeIfAbsent(last, this::encode);
        }
        return lastFrame;
    }

    private ByteBuf encode(Likeness likeness) {
        List<EngineMessage> messages = packet.messages(likeness.parser(), likeness.offset());
        int size = messages.stream().mapToInt(EngineMessage::size).sum() + OVERHEAD * messages.size();
        ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(size);
        try {
            messages.forEach(message -> likeness.wire().append(frame, message));
            return frame;
        } catch (RuntimeException e) {
            frame.release();
            throw e;
        }
    }

    @Override
    public void close() {
        frames.values().forEach(ByteBuf::release);
    }
}
