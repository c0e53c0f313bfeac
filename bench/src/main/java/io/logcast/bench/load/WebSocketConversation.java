package io.logcast.bench.load;

import java.nio.ByteBuffer;

/** A Socket.IO client that has never known anything but WebSockets: the upgrade, and then a packet in each frame. */
final class WebSocketConversation implements Conversation {

    private static final int SWITCHING = 101;

    private final SocketIoProtocol protocol;
    private final SocketIoSession session;
    private final FrameParser frames = new FrameParser();
    private HeadParser head = new HeadParser();
    private ByteBuffer answer;
    private boolean closed;

    WebSocketConversation(SocketIoProtocol protocol, int index) {
        this.protocol = protocol;
        this.session = new SocketIoSession(protocol, index);
    }

    @Override
    public ByteBuffer request() {
        return protocol.upgrade(session.index());
    }

    @Override
    public boolean isEstablished() {
        return session.isConnected();
    }

    @Override
    public boolean take(ByteBuffer in, int count, EventSink sink) {
        int next = head == null ? 0 : head(in, count);
        while (next >= 0 && next < count && !closed) {
            next = frame(in, next, count, sink);
        }
        return !closed && !session.isClosed();
    }

    /** The last one, if there are several: more than one happens only to who was away for two pings. */
    @Override
    public ByteBuffer answer() {
        ByteBuffer said = answer;
        answer = null;
        return said;
    }

    @Override
    public String lastId() {
        return session.offset();
    }

    @Override
    public void ended() {
        session.ended();
    }

    @Override
    public Conversation again() {
        frames.restart();
        head = new HeadParser();
        answer = null;
        closed = false;
        return this;
    }

    private int head(ByteBuffer in, int count) {
        int body = head.parse(in, 0, count);
        if (body >= 0) {
            if (head.status() != SWITCHING) {
                throw new IllegalStateException(head.summary(in, body, count));
            }
            head = null;
        }
        return body;
    }

    private int frame(ByteBuffer in, int from, int to, EventSink sink) {
        int at = from;
        if (!frames.isComplete()) {
            at = frames.parse(in, from, to);
            if (!frames.isComplete()) {
                return at;
            }
            session.packets().begin(frames.length());
        }
        at = session.packets().parse(in, at, to);
        if (session.packets().isComplete()) {
            endFrame(sink);
        }
        return at;
    }

    private void endFrame(EventSink sink) {
        if (frames.isClose()) {
            closed = true;
        } else {
            String reply = session.take(sink);
            answer = reply.isEmpty() ? answer : FrameParser.masked(reply);
        }
        frames.restart();
    }
}
