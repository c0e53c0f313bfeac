package io.logcast.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A WebSocket client of Engine.IO 4 that speaks the real wire and keeps everything that it was sent, pings apart, which it
 * answers. What it sends is up to the test.
 */
public final class SocketIoRecorder implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final WebSocket socket;
    private final List<String> frames = new ArrayList<>();
    private final List<byte[]> attachments = new ArrayList<>();
    private final boolean answersPings;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private int read;
    private boolean closed;

    private SocketIoRecorder(URI url, Map<String, String> headers, boolean answersPings) {
        this.answersPings = answersPings;
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder().connectTimeout(PATIENCE);
        headers.forEach(builder::header);
        this.socket = builder.buildAsync(webSocket(url), new Listener()).join();
    }

    /** The handshake has been answered when it returns. {@code query} begins with "&" or is empty. */
    public static SocketIoRecorder open(URI gateway, String query) throws InterruptedException {
        return open(gateway, query, Map.of(), true);
    }

    public static SocketIoRecorder open(URI gateway, String query, Map<String, String> headers, boolean answersPings)
            throws InterruptedException {
        URI url = gateway.resolve("/socket.io/?EIO=4&transport=websocket" + query);
        SocketIoRecorder recorder = new SocketIoRecorder(url, headers, answersPings);
        recorder.await(frame -> frame.startsWith("0{"));
        return recorder;
    }

    /** Enters a namespace; the answer, which may be a refusal. */
    public String enter(String namespace, String auth) throws InterruptedException {
        send("40" + namespace + "," + auth);
        return await(frame -> frame.startsWith("40" + namespace + ",") || frame.startsWith("44" + namespace + ","));
    }

    /** Enters a namespace with a token and nothing else. */
    public String enterAs(String namespace, String token) throws InterruptedException {
        return enter(namespace, "{\"token\":\"" + token + "\"}");
    }

    public synchronized void send(String frame) {
        sent = sent.thenCompose(before -> socket.sendText(frame, true));
    }

    public synchronized void send(byte[] frame) {
        sent = sent.thenCompose(before -> socket.sendBinary(ByteBuffer.wrap(frame), true));
    }

    /** The next frame that fits; those before it are passed over. */
    public synchronized String await(Predicate<String> wanted) throws InterruptedException {
        AtomicReference<String> found = new AtomicReference<>();
        awaitThat("a frame", () -> {
            while (read < frames.size() && found.get() == null) {
                String frame = frames.get(read++);
                found.set(wanted.test(frame) ? frame : null);
            }
            return found.get() != null;
        });
        return found.get();
    }

    /** The next frame, whatever it is. */
    public String next() throws InterruptedException {
        return await(frame -> true);
    }

    public synchronized List<String> frames() {
        return List.copyOf(frames);
    }

    public synchronized List<byte[]> awaitAttachments(int count) throws InterruptedException {
        awaitThat("attachment " + count, () -> attachments.size() >= count);
        return List.copyOf(attachments);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    public synchronized void awaitClosed() throws InterruptedException {
        awaitThat("the end", () -> closed);
    }

    /** Without a word, like a client whose machine has died. */
    @Override
    public void close() {
        socket.abort();
    }

    private synchronized void awaitThat(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || closed) {
                throw new AssertionError(
                        what + " did not come" + (closed ? ", the connection ended" : "") + "; received: " + frames);
            }
            wait(left);
        }
    }

    private static URI webSocket(URI url) {
        return URI.create("ws" + url.toString().substring("http".length()));
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final List<ByteBuffer> binary = new ArrayList<>();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            binary.add(ByteBuffer.allocate(data.remaining()).put(data).flip());
            if (last) {
                attach(joined());
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            end();
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end();
        }

        private byte[] joined() {
            ByteBuffer all = ByteBuffer.allocate(
                    binary.stream().mapToInt(ByteBuffer::remaining).sum());
            binary.forEach(all::put);
            binary.clear();
            return all.array();
        }
    }

    private synchronized void take(String frame) {
        if (frame.equals("2")) {
            if (answersPings) {
                send("3");
            }
            return;
        }
        frames.add(frame);
        notifyAll();
    }

    private synchronized void attach(byte[] bytes) {
        attachments.add(bytes);
        notifyAll();
    }

    private synchronized void end() {
        closed = true;
        notifyAll();
    }
}
