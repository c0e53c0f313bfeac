package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;

/** Somebody who takes webhooks: keeps each request, and answers as it is told. */
public final class WebhookReceiver implements AutoCloseable {

    /** How a request is answered, and what with. Never answering is a way too. */
    public interface Behaviour {

        int statusFor(Received request) throws Exception;
    }

    /** A request. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Received(String path, Headers headers, byte[] body) {

        public String header(String name) {
            return headers.getFirst(name);
        }

        public JsonNode json() {
            try {
                return Json.parse(body);
            } catch (MalformedJson e) {
                throw new AssertionError(text(), e);
            }
        }

        public String text() {
            return new String(body, UTF_8);
        }

        /** Made here by hand: a test must not trust what it tests. */
        public String signatureWith(String secret) {
            try {
                byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                mac.update((header("webhook-id") + "." + header("webhook-timestamp") + ".").getBytes(UTF_8));
                return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final List<Received> received = new ArrayList<>();
    private volatile Behaviour behaviour;

    private WebhookReceiver(HttpServer server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
    }

    public static WebhookReceiver start(Behaviour behaviour) throws IOException {
        return start(0, behaviour);
    }

    /** @param port where another one was before */
    public static WebhookReceiver start(int port, Behaviour behaviour) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        WebhookReceiver receiver = new WebhookReceiver(server, behaviour);
        server.setExecutor(receiver.threads);
        server.createContext("/", receiver::take);
        server.start();
        return receiver;
    }

    public void behave(Behaviour now) {
        behaviour = now;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    public List<Received> received(String path) {
        return received().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    public List<Received> await(String path, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> received(path).size() >= count);
        return received(path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        Received request = new Received(
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes());
        synchronized (received) {
            received.add(request);
        }
        try {
            exchange.sendResponseHeaders(behaviour.statusFor(request), -1);
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            exchange.close();
        }
    }
}
