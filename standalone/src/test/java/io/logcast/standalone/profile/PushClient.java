package io.logcast.standalone.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A client of AcceleratXR's later generation: a WebSocket that has logged in, and keeps what it gets. */
final class PushClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    private PushClient() {}

    /** Subscribed to its own channel when it returns. */
    static PushClient open(URI gateway, String token) {
        PushClient client = new PushClient();
        URI url = URI.create("ws" + gateway.resolve("/push").toString().substring("http".length()));
        client.socket = HTTP.newWebSocketBuilder()
                .buildAsync(url, client.new Listener())
                .join();
        client.socket
                .sendText("{\"id\":1,\"type\":\"LOGIN\",\"data\":\"%s\"}".formatted(token), true)
                .join();
        client.await(2);
        assertThat(client.frames.get(0)).isEqualTo("{\"id\":1,\"type\":\"LOGIN_RESPONSE\",\"success\":true}");
        assertThat(client.frames.get(1)).startsWith("{\"id\":0,\"type\":\"SUBSCRIBED\",\"success\":true,\"data\":[");
        return client;
    }

    List<String> frames() {
        return frames;
    }

    List<String> await(int count) {
        Awaitility.await(count + " frames").until(() -> frames.size() >= count);
        return frames;
    }

    /** The code with which the server has closed it. */
    int awaitClosed() throws Exception {
        return closed.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
