package io.logcast.gateway.socketio;

import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.EngineListener;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.EngineSocket;
import io.logcast.gateway.engineio.Handshake;
import io.logcast.gateway.engineio.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A session on a real event loop that never takes frames: all that is sent goes through its queue. */
final class QueuedSession implements EngineSocket {

    private static final Handshake HANDSHAKE =
            new Handshake(4, "/socket.io/", Map.of(), Map.of(), "192.0.2.1", false, Instant.EPOCH);

    private final EventLoop loop;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile boolean touchedElsewhere;
    private EngineListener listener;
    private boolean closed;

    QueuedSession(EventLoop loop) {
        this.loop = loop;
    }

    QueuedSession open(SocketIoApplication application) {
        loop.execute(() -> listener = application.opened(this));
        return this;
    }

    QueuedSession says(String text) {
        loop.execute(() -> listener.message(EngineMessage.Text.of(text)));
        return this;
    }

    /** The next message; null if none comes. */
    String next() throws InterruptedException {
        return heard.poll(60, TimeUnit.SECONDS);
    }

    boolean wasTouchedElsewhere() {
        return touchedElsewhere;
    }

    @Override
    public String sid() {
        return "sid";
    }

    @Override
    public Handshake handshake() {
        return HANDSHAKE;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public Wire wire() {
        return Wire.POLLING_4;
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public void sendFrames(ByteBuf framed) {
        throw new AssertionError("frames for a session that does not take them");
    }

    @Override
    public void send(List<EngineMessage> messages) {
        touchedElsewhere |= !loop.inEventLoop();
        messages.forEach(message -> heard.add(ScriptedSession.spelled(message)));
    }

    @Override
    public void settled() {}

    @Override
    public long queued() {
        return 0;
    }

    @Override
    public void close(EngineCloseReason reason) {
        if (!closed) {
            closed = true;
            listener.closed(reason);
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }
}
