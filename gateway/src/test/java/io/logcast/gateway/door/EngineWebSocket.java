package io.logcast.gateway.door;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket whose messages are looked at one by one. */
final class EngineWebSocket implements WebSocket.Listener {

    private static final long PATIENCE_SECONDS = 30;
    private static final Object END = new Object();

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    private EngineWebSocket() {}

    /** Fails with {@code WebSocketHandshakeException} if the server refuses. */
    static EngineWebSocket open(HttpClient http, URI url) {
        EngineWebSocket socket = new EngineWebSocket();
        socket.socket = http.newWebSocketBuilder().buildAsync(url, socket).join();
        return socket;
    }

    EngineWebSocket send(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    EngineWebSocket send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
        return this;
    }

    /** The next message, a text. */
    String text() throws InterruptedException {
        return (String) next();
    }

    byte[] binary() throws InterruptedException {
        return (byte[]) next();
    }

    /** Whether nothing comes any more, and nothing is left. */
    boolean isOver() throws InterruptedException {
        return next() == END;
    }

    /** Whether nothing comes any more but what may have been under way. */
    boolean isOverButFor(String message) throws InterruptedException {
        Object next = next();
        return next == END || (next.equals(message) && isOver());
    }

    /** False if the socket has been closed instead. */
    boolean answers(String question, String answer) throws InterruptedException {
        try {
            send(question);
        } catch (CompletionException e) {
            return false;
        }
        return answer.equals(next());
    }

    void abort() {
        socket.abort();
    }

    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            received.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        received.add(bytes);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        received.add(END);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        received.add(END);
    }

    private Object next() throws InterruptedException {
        Object message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing has come within " + PATIENCE_SECONDS + " s");
        }
        return message;
    }
}
