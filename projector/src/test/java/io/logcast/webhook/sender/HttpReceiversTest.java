package io.logcast.webhook.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpReceiversTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private HttpServer server;
    private HttpReceivers receivers;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        receivers = new HttpReceivers(Duration.ofSeconds(20), true);
    }

    @AfterEach
    void close() {
        closed.countDown();
        receivers.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void answer_tellsStatusDateAndRetryAfter() {
        serve("/", exchange -> {
            assertThat(exchange.getRequestBody().readAllBytes()).asString(UTF_8).isEqualTo("{}");
            assertThat(exchange.getRequestHeaders().getFirst("webhook-id")).isEqualTo("msg_1");
            exchange.getResponseHeaders().set("Retry-After", "120");
            exchange.sendResponseHeaders(503, -1);
        });

        Answer answer = post(receivers, "/");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(answer.date()).isNotNull();
        assertThat(answer.failure()).isNull();
    }

    @Test
    void redirect_isAnAnswerAndNoAdvice() {
        serve("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });
        serve("/elsewhere", exchange -> exchange.sendResponseHeaders(200, -1));

        assertThat(post(receivers, "/").status()).isEqualTo(307);
    }

    @Test
    void answerWithoutEnd_isBrokenOff() {
        CountDownLatch broken = new CountDownLatch(1);
        serve("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[8192]);
                }
            } catch (IOException e) {
                broken.countDown();
            }
        });

        assertThat(post(receivers, "/").status()).isEqualTo(200);
        assertThat(await(broken)).isTrue();
    }

    @Test
    void silence_endsWithTheTimeout() {
        serve("/", exchange -> await(closed));
        try (HttpReceivers impatient = new HttpReceivers(Duration.ofMillis(200), true)) {
            assertThat(post(impatient, "/").failure()).isEqualTo("no answer within 200 ms");
        }
    }

    @Test
    void bodyThatDoesNotCome_endsWithTheTimeout() {
        serve("/", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            await(closed);
        });
        try (HttpReceivers impatient = new HttpReceivers(Duration.ofMillis(500), true)) {
            assertThat(post(impatient, "/").failure()).isEqualTo("no answer within 500 ms");
        }
    }

    @Test
    void addressOfOurOwn_isNotCalled() {
        serve("/", exchange -> exchange.sendResponseHeaders(200, -1));
        try (HttpReceivers strict = new HttpReceivers(Duration.ofSeconds(20), false)) {
            assertThat(post(strict, "/").failure()).isEqualTo("the address of the host is not public");
        }
    }

    @Test
    void nobodyThere_isAFailure() throws IOException {
        // Bound, so that nobody else is given the port, and listening to nobody.
        try (Socket deaf = new Socket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThat(post(receivers, URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/"))
                            .failure())
                    .isEqualTo("no connection");
        }
    }

    private Answer post(HttpReceivers by, String path) {
        return post(by, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private static Answer post(HttpReceivers by, URI target) {
        return by.post(new Outgoing(target, Map.of("webhook-id", "msg_1"), "{}".getBytes(UTF_8)))
                .toCompletableFuture()
                .join();
    }

    private interface Behaviour {

        void answer(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Behaviour behaviour) {
        server.createContext(path, exchange -> {
            try {
                behaviour.answer(exchange);
            } finally {
                exchange.close();
            }
        });
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
