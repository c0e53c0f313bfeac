package io.logcast.bench.load;

import io.logcast.bench.feed.PayloadScanner;
import java.nio.ByteBuffer;

/** The frames of one Socket.IO connection (RFC 6455), however they are split: opens, answers pings, counts events. */
final class SocketIoConversation implements Conversation {

    private static final int SWITCHING = 101;
    private static final int SHORT_LENGTH = 126;

    private final SocketIoProtocol protocol;
    private final int index;
    private final PayloadScanner payload = new PayloadScanner();
    private HeadParser head = new HeadParser();
    private boolean connected;
    private ByteBuffer answer;
    /** Bytes of the frame's head that are still to come, 2 at its beginning. */
    private int headLeft = 2;

    private long left;
    private int at;
    private byte engine;
    private byte socket;

    SocketIoConversation(SocketIoProtocol protocol, int index) {
        this.protocol = protocol;
        this.index = index;
    }

    @Override
    public ByteBuffer request() {
        return protocol.upgrade(index);
    }

    @Override
    public boolean isEstablished() {
        return connected;
    }

    @Override
    public boolean take(ByteBuffer in, int count, EventSink sink) {
        int next = head == null ? 0 : head(in, count);
        while (next >= 0 && next < count) {
            if (headLeft > 0) {
                frameHead(in.get(next++), sink);
            } else if (at > 1 && payload.isComplete()) {
                int skipped = (int) Math.min(left, count - next);
                next += skipped;
                left -= skipped;
                endIfComplete(sink);
            } else {
                content(in.get(next++), sink);
            }
        }
        return true;
    }

    @Override
    public ByteBuffer answer() {
        ByteBuffer said = answer;
        answer = null;
        return said;
    }

    @Override
    public String lastId() {
        return "";
    }

    @Override
    public void ended() {
        connected = false;
    }

    @Override
    public Conversation again() {
        return new SocketIoConversation(protocol, index);
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

    /** Opcode, then a length of 7, 16 or 64 bits; a server masks nothing. */
    private void frameHead(byte next, EventSink sink) {
        headLeft--;
        if (at == 0) {
            at = 1;
        } else if (at == 1) {
            length(next & 0x7f);
            at = 2;
        } else {
            left = left << 8 | (next & 0xff);
        }
        if (headLeft == 0) {
            at = 0;
            payload.reset();
            endIfComplete(sink);
        }
    }

    private void length(int length) {
        left = length < SHORT_LENGTH ? length : 0;
        headLeft = length < SHORT_LENGTH ? 0 : length == SHORT_LENGTH ? 2 : 8;
    }

    private void content(byte next, EventSink sink) {
        if (at == 0) {
            engine = next;
        } else if (at == 1) {
            socket = next;
        } else {
            payload.take(next);
        }
        at++;
        left--;
        endIfComplete(sink);
    }

    private void endIfComplete(EventSink sink) {
        if (left > 0) {
            return;
        }
        if (engine == '0') {
            answer = masked("40");
        } else if (engine == '2') {
            answer = masked("3");
        } else if (engine == '4' && socket == '0') {
            connected = true;
        } else if (engine == '4' && socket == '2') {
            sink.delivery(payload.number(), payload.sent());
        }
        engine = 0;
        socket = 0;
        at = 0;
        headLeft = 2;
    }

    /** With a mask of zeros, which changes nothing. */
    private static ByteBuffer masked(String text) {
        ByteBuffer frame = ByteBuffer.allocate(6 + text.length());
        frame.put((byte) 0x81).put((byte) (0x80 | text.length())).putInt(0);
        for (int i = 0; i < text.length(); i++) {
            frame.put((byte) text.charAt(i));
        }
        return frame.flip();
    }
}
