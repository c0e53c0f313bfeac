package io.logcast.gateway.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.EngineListener;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.EngineSocket;
import io.logcast.gateway.engineio.Handshake;
import io.logcast.gateway.engineio.MalformedMessage;
import io.logcast.gateway.engineio.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** An Engine.IO session whose client is the test. Text is heard as it is, bytes as {@code <0102>}. */
final class ScriptedSession implements EngineSocket {

    private static int count;

    private final String sid = "sid" + count++;
    private final TestLoop loop;
    private final Handshake handshake;
    private final List<String> heard = new ArrayList<>();
    private final List<ByteBuf> frames = new ArrayList<>();
    private EngineListener listener;
    private EngineCloseReason closed;
    private Wire wire;
    private boolean stalled;
    private boolean failing;
    private boolean keeping;
    private boolean settled;
    private int queued;

    private ScriptedSession(TestLoop loop, int protocol, Map<String, List<String>> query) {
        this.loop = loop;
        this.wire = protocol == 3 ? Wire.WEBSOCKET_3 : Wire.WEBSOCKET_4;
        this.handshake = new Handshake(
                protocol, "/socket.io/", query, Map.of(), "192.0.2.1", false, Instant.parse("2026-11-21T00:00:00Z"));
    }

    static ScriptedSession of4(SocketIoApplication application, TestLoop loop) {
        return new ScriptedSession(loop, 4, Map.of()).open(application);
    }

    static ScriptedSession of3(SocketIoApplication application, TestLoop loop) {
        return new ScriptedSession(loop, 3, Map.of("stream", List.of("of-connection"))).open(application);
    }

    private ScriptedSession open(SocketIoApplication application) {
        listener = application.opened(this);
        return this;
    }

    boolean isSettled() {
        return settled;
    }

    ScriptedSession on(Wire other) {
        wire = other;
        return this;
    }

    ScriptedSession says(String text) {
        return takes(EngineMessage.Text.of(text));
    }

    ScriptedSession saysBytes(int... bytes) {
        return takes(new EngineMessage.Binary(bytes(bytes)));
    }

    ScriptedSession saysHex(String hex) {
        return takes(new EngineMessage.Binary(HexFormat.of().parseHex(hex)));
    }

    private ScriptedSession takes(EngineMessage message) {
        try {
            listener.message(message);
        } catch (MalformedMessage e) {
            close(EngineCloseReason.PARSE_ERROR);
        }
        return this;
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    void stalls() {
        stalled = true;
    }

    void takesAgain() {
        stalled = false;
        listener.writable();
    }

    /** Whoever sends to it gets an exception. */
    void fails() {
        failing = true;
    }

    void breaksOff(EngineCloseReason reason) {
        close(reason);
    }

    /** What has been heard since the last call. */
    List<String> hears() {
        loop.run();
        List<String> news = List.copyOf(heard);
        heard.clear();
        return news;
    }

    void keepsFrames() {
        keeping = true;
    }

    /** The frames that were sent past the queue and kept; whoever sent them has let go of them. */
    List<ByteBuf> frames() {
        return frames;
    }

    int queuedMessages() {
        return queued;
    }

    EngineCloseReason closedBy() {
        loop.run();
        return closed;
    }

    @Override
    public String sid() {
        return sid;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public EventLoop loop() {
        return loop.eventLoop();
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public boolean isWritable() {
        return !stalled && closed == null;
    }

    @Override
    public void sendFrames(ByteBuf framed) {
        if (failing) {
            framed.release();
            throw new IllegalStateException("this session fails");
        }
        if (!isWritable()) {
            throw new AssertionError("frames for a session that does not take them");
        }
        hear(framed.duplicate());
        if (keeping) {
            frames.add(framed);
        } else {
            framed.release();
        }
    }

    private void hear(ByteBuf framed) {
        if (wire == Wire.POLLING_4 || wire == Wire.POLLING_3) {
            heard.add(framed.toString(UTF_8));
            return;
        }
        while (framed.isReadable()) {
            boolean text = framed.readByte() == (byte) 0x81;
            byte[] payload = new byte[length(framed)];
            framed.readBytes(payload);
            heard.add(text ? new String(payload, UTF_8).substring(1) : spelled(payload));
        }
    }

    private static int length(ByteBuf frame) {
        int length = frame.readUnsignedByte();
        if (length == 126) {
            return frame.readUnsignedShort();
        }
        return length == 127 ? (int) frame.readLong() : length;
    }

    static String spelled(byte[] bytes) {
        return "<" + HexFormat.of().formatHex(bytes) + ">";
    }

    @Override
    public void send(List<EngineMessage> messages) {
        if (closed != null) {
            throw new AssertionError("a message for a session that has ended");
        }
        queued += stalled ? messages.size() : 0;
        messages.forEach(message -> heard.add(spelled(message)));
    }

    static String spelled(EngineMessage message) {
        return message instanceof EngineMessage.Binary binary ? spelled(binary.bytes()) : message.toString();
    }

    @Override
    public long queued() {
        return queued;
    }

    @Override
    public void close(EngineCloseReason reason) {
        if (closed == null) {
            closed = reason;
            listener.closed(reason);
        }
    }

    @Override
    public void settled() {
        settled = true;
    }

    @Override
    public boolean isClosed() {
        return closed != null;
    }
}
