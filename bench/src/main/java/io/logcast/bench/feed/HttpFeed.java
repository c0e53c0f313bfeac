package io.logcast.bench.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * POST over connections that are kept, without waiting for answers between two requests. A channel always uses the same
 * connection, so that its order is defined.
 */
public final class HttpFeed implements Feed {

    /** @param headers each with its line end */
    public record Door(int port, String path, String headers) {

        public Door {
            if (!headers.isEmpty() && !headers.endsWith("\r\n")) {
                throw new IllegalArgumentException("headers must end with a line end");
            }
        }
    }

    private final Door door;
    private final BiFunction<Integer, byte[], byte[]> bodies;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<OutputStream> outputs = new ArrayList<>();
    private final HttpAnswers answers = new HttpAnswers();

    /**
     * @param door its path may hold {@code {c}}, the channel
     * @param bodies makes the body of a payload for a channel
     */
    public HttpFeed(Door door, int connections, BiFunction<Integer, byte[], byte[]> bodies) throws IOException {
        this.door = door;
        this.bodies = bodies;
        for (int i = 0; i < connections; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            sockets.add(socket);
            outputs.add(new BufferedOutputStream(socket.getOutputStream(), 64 * 1024));
            answers.follow(socket);
        }
    }

    @Override
    public void send(int channel, byte[] json) throws IOException {
        byte[] body = bodies.apply(channel, json);
        OutputStream out = outputs.get(channel % outputs.size());
        out.write(head(channel, body.length));
        out.write(body);
        out.flush();
    }

    @Override
    public long acknowledged() {
        return answers.good();
    }

    @Override
    public long refused() {
        return answers.bad();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private byte[] head(int channel, int length) {
        return ("POST " + door.path().replace("{c}", Integer.toString(channel)) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        + "Content-Type: application/json\r\n" + door.headers() + "Content-Length: " + length
                        + "\r\n\r\n")
                .getBytes(UTF_8);
    }
}
