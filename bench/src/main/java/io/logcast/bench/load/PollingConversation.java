package io.logcast.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * A Socket.IO client that polls: one connection, on which polls and, when there is something to say, posts follow each other. Who
 * does not read its answer does not poll either.
 */
final class PollingConversation implements Conversation {

    private static final int OK = 200;
    private static final byte SEPARATOR = 0x1e;

    private final SocketIoProtocol protocol;
    private final SocketIoSession session;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final StringBuilder replies = new StringBuilder();
    private HeadParser head = new HeadParser();
    private int left;
    private boolean posting;
    private ByteBuffer answer;

    PollingConversation(SocketIoProtocol protocol, int index) {
        this.protocol = protocol;
        this.session = new SocketIoSession(protocol, index);
    }

    @Override
    public ByteBuffer request() {
        return protocol.poll(session.index(), "");
    }

    @Override
    public boolean isEstablished() {
        return session.isConnected();
    }

    @Override
    public boolean take(ByteBuffer in, int count, EventSink sink) {
        int from = head == null ? 0 : head(in, count);
        if (from >= 0) {
            byte[] part = new byte[Math.min(left, count - from)];
            in.get(from, part);
            body.writeBytes(part);
            left -= part.length;
        }
        if (head == null && left == 0) {
            endResponse(sink);
        }
        return !session.isClosed();
    }

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
        head = new HeadParser();
        body.reset();
        replies.setLength(0);
        left = 0;
        posting = false;
        answer = null;
        return this;
    }

    private int head(ByteBuffer in, int count) {
        int from = head.parse(in, 0, count);
        if (from >= 0) {
            if (head.status() != OK) {
                throw new IllegalStateException(head.summary(in, from, count));
            }
            left = head.contentLength();
            head = null;
        }
        return from;
    }

    private void endResponse(EventSink sink) {
        if (!posting) {
            packets(body.toByteArray(), sink);
        }
        posting = replies.length() > 0;
        answer = posting
                ? protocol.post(session.index(), session.engineId(), replies.toString())
                : protocol.poll(session.index(), session.engineId());
        replies.setLength(0);
        body.reset();
        head = new HeadParser();
    }

    private void packets(byte[] payload, EventSink sink) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        for (int from = 0; from < payload.length; ) {
            int end = from;
            while (end < payload.length && payload[end] != SEPARATOR) {
                end++;
            }
            session.packets().begin(end - from);
            session.packets().parse(in, from, end);
            reply(session.take(sink));
            from = end + 1;
        }
    }

    private void reply(String packet) {
        if (!packet.isEmpty()) {
            replies.append(replies.length() == 0 ? "" : "\u001e").append(packet);
        }
    }
}
