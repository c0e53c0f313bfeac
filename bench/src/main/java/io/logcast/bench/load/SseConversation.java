package io.logcast.bench.load;

import java.nio.ByteBuffer;

/** One event stream, across the connections that carry it. */
final class SseConversation implements Conversation {

    private static final int OK = 200;

    private final SseProtocol protocol;
    private final int index;
    private final SseParser events = new SseParser();
    private final ChunkParser chunks = new ChunkParser();
    private HeadParser head = new HeadParser();
    private boolean chunked;

    SseConversation(SseProtocol protocol, int index) {
        this.protocol = protocol;
        this.index = index;
    }

    @Override
    public ByteBuffer request() {
        return protocol.request(index, events.lastId());
    }

    @Override
    public boolean isEstablished() {
        return head == null;
    }

    @Override
    public boolean take(ByteBuffer in, int count, EventSink sink) {
        int body = head == null ? 0 : head(in, count);
        if (body >= 0 && chunked) {
            chunks.parse(in, body, count, events, sink);
        } else if (body >= 0) {
            events.parse(in, body, count, sink);
        }
        return !chunks.isEnded();
    }

    @Override
    public String lastId() {
        return events.lastId();
    }

    @Override
    public void ended() {
        head = new HeadParser();
    }

    @Override
    public Conversation again() {
        chunks.restart();
        events.restart();
        return this;
    }

    private int head(ByteBuffer in, int count) {
        int body = head.parse(in, 0, count);
        if (body >= 0) {
            if (head.status() != OK) {
                throw new IllegalStateException(head.summary(in, body, count));
            }
            chunked = head.isChunked();
            head = null;
        }
        return body;
    }
}
