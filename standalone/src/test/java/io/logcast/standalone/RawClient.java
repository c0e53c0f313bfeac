package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** A connection whose bytes are the test's own, well-formed or not. What cannot be sent any more is not: the other side has ended. */
final class RawClient implements AutoCloseable {

    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int BEGIN_TEXT = 0x01;
    static final int CONTINUATION = 0x00;
    static final int END = 0x80;
    static final int CLOSE = 0x88;

    private static final int PATIENCE_MILLIS = 30_000;

    private final URI server;
    private final Socket socket;
    private final DataInputStream input;

    private RawClient(URI server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        // Small, so that the server feels soon when nothing is read.
        socket.setReceiveBufferSize(32768);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        this.input = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static RawClient connect(URI server) throws IOException {
        return new RawClient(server, new Socket());
    }

    /**
     * The open packet has been read when it returns.
     *
     * @param query beginning with "&amp;", or empty
     */
    static RawClient webSocket(URI server, String query) throws IOException {
        return connect(server).handshake(query);
    }

    private RawClient handshake(String query) throws IOException {
        send(upgrade(query));
        String status = head();
        if (!status.contains(" 101 ")) {
            throw new IOException(status);
        }
        readText();
        return this;
    }

    /** The request to become a WebSocket. */
    String upgrade(String query) {
        return upgrade(server, query);
    }

    static String upgrade(URI server, String query) {
        return "GET /socket.io/?EIO=4&transport=websocket" + query + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    RawClient send(String text) {
        return send(text.getBytes(UTF_8));
    }

    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // It has ended; whoever reads will see that.
        }
        return this;
    }

    /** A text message in a frame of its own, as a client should. */
    RawClient sendText(String text) {
        return send(frame(TEXT, text.getBytes(UTF_8)));
    }

    /** Ends what it sends, and reads on. */
    void shutOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** The status line; the rest of the head is passed over. */
    String head() throws IOException {
        String status = line();
        while (!line().isEmpty()) {}
        return status;
    }

    /** The next packet; pings are answered and passed over. */
    String readText() throws IOException {
        String packet = new String(readFrame()[1], UTF_8);
        while (packet.equals("2")) {
            sendText("3");
            packet = new String(readFrame()[1], UTF_8);
        }
        return packet;
    }

    /** Reads until the other side ends; the status of its closing frame, or 0 if there was none. */
    int awaitEnd() throws IOException {
        int status = 0;
        try {
            for (byte[][] frame = readFrame(); ; frame = readFrame()) {
                if (frame[0][0] == (byte) CLOSE) {
                    status = frame[1].length < 2 ? 1005 : ((frame[1][0] & 0xFF) << 8) | (frame[1][1] & 0xFF);
                    // What a closing handshake asks for; without it the server would wait for a while.
                    send(frame(CLOSE, new byte[0]));
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open", e);
        } catch (IOException e) {
            return status;
        }
    }

    /** Like {@link #awaitEnd} on a connection that speaks HTTP: all that came. */
    String awaitEndOfHttp() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (int read = input.read(); read >= 0; read = input.read()) {
                all.write(read);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open, after " + all.toString(UTF_8), e);
        } catch (IOException e) {
            // Broken off is an end, too.
        }
        return all.toString(UTF_8);
    }

    /**
     * Masked, with a mask of zeros.
     *
     * @param first the flags and the opcode
     */
    static byte[] frame(int first, byte[] payload) {
        return frame(first, 0x80, payload.length, payload);
    }

    /** @param announced the length in its head, which may be a lie, and negative */
    static byte[] frame(int first, int mask, long announced, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write(first);
        if (announced >= 0 && announced < 126) {
            frame.write(mask | (int) announced);
        } else {
            int bytes = announced >= 0 && announced <= 0xFFFF ? 2 : 8;
            frame.write(mask | (bytes == 2 ? 126 : 127));
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                frame.write((int) (announced >>> shift));
            }
        }
        if (mask != 0) {
            frame.writeBytes(new byte[4]);
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The first byte, and the payload. */
    private byte[][] readFrame() throws IOException {
        byte first = input.readByte();
        long length = input.readUnsignedByte();
        if (length == 126) {
            length = input.readUnsignedShort();
        } else if (length == 127) {
            length = input.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        input.readFully(payload);
        return new byte[][] {{first}, payload};
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended");
            }
            line.write(c);
        }
        return line.toString(UTF_8).strip();
    }
}
