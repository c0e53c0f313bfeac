package io.logcast.bench.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** A subscriber or a publisher of the floor. */
final class FloorConnection {

    private static final byte[] STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(US_ASCII);
    private static final byte[] ACCEPTED = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII);

    private final SocketChannel socket;
    private final SelectionKey key;
    private FloorChannel channel;
    private String requests = "";
    /** What the socket did not take; null in the normal case, which this must not cost anything. */
    private ByteBuffer waiting;

    FloorConnection(SocketChannel socket, SelectionKey key) {
        this.socket = socket;
        this.key = key;
    }

    FloorChannel channel() {
        return channel;
    }

    boolean isReadable() {
        return key.isReadable();
    }

    /** @return false at the end */
    boolean read(ByteBuffer in) throws IOException {
        in.clear();
        int count = socket.read(in);
        if (count > 0) {
            byte[] bytes = new byte[count];
            in.flip().get(bytes);
            requests += new String(bytes, ISO_8859_1);
        }
        return count >= 0;
    }

    /** The next complete request; null if there is none. */
    FloorRequest request() {
        int end = requests.indexOf("\r\n\r\n");
        if (end < 0) {
            return null;
        }
        String head = requests.substring(0, end);
        int pathEnd = head.indexOf(" HTTP/");
        int channelNumber = Integer.parseInt(head.substring(head.lastIndexOf('/', pathEnd) + 1, pathEnd));
        boolean subscription = head.startsWith("GET ");
        int bodyEnd = end + 4 + (subscription ? 0 : bodyLength(head));
        if (requests.length() < bodyEnd) {
            return null;
        }
        byte[] body = subscription ? null : requests.substring(end + 4, bodyEnd).getBytes(ISO_8859_1);
        requests = requests.substring(bodyEnd);
        return new FloorRequest(channelNumber, body);
    }

    void subscribed(FloorChannel to) throws IOException {
        channel = to;
        requests = "";
        write(ByteBuffer.wrap(STREAM));
    }

    void accepted() throws IOException {
        write(ByteBuffer.wrap(ACCEPTED));
    }

    void write(ByteBuffer bytes) throws IOException {
        if (waiting == null) {
            socket.write(bytes);
            if (bytes.hasRemaining()) {
                keep(bytes);
            }
        } else {
            keep(bytes);
        }
    }

    /** Sends what waits, as far as it goes. */
    void drain() throws IOException {
        if (waiting != null && key.isWritable()) {
            socket.write(waiting);
            if (!waiting.hasRemaining()) {
                waiting = null;
                key.interestOps(SelectionKey.OP_READ);
            }
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void keep(ByteBuffer bytes) {
        int before = waiting == null ? 0 : waiting.remaining();
        byte[] all = new byte[before + bytes.remaining()];
        if (before > 0) {
            waiting.get(all, 0, before);
        }
        bytes.get(all, before, all.length - before);
        waiting = ByteBuffer.wrap(all);
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private static int bodyLength(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:") + "content-length:".length();
        int end = lower.indexOf('\r', at);
        return Integer.parseInt(
                lower.substring(at, end < 0 ? lower.length() : end).strip());
    }
}
