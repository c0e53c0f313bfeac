package io.logcast.publish.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.testkit.Tokens;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** The publisher on a port of its own, and a client that carries a token. */
final class PublisherServer implements AutoCloseable {

    static final String SENDER = Tokens.DEFAULT.token("acme", "shop", "event-sender");
    static final String ADMIN = Tokens.DEFAULT.token("acme", "ops", "stream-admin");
    static final String LISTENER = Tokens.DEFAULT.token("acme", "ann", "stream-listener");
    static final String CORE = Tokens.DEFAULT.token("core", "root", "event-sender", "stream-admin");
    static final String STRANGER = Tokens.DEFAULT.token("acme", "eve");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmbeddedServer server;

    private PublisherServer(EmbeddedServer server) {
        this.server = server;
    }

    static PublisherServer start(String bootstrapServers) {
        Map<String, Object> properties = Map.of(
                "micronaut.server.host",
                "127.0.0.1",
                "micronaut.server.port",
                -1,
                "logcast.kafka.bootstrap-servers",
                bootstrapServers,
                "micronaut.security.token.jwt.signatures.secret.generator.secret",
                Tokens.DEFAULT.secret());
        return new PublisherServer(ApplicationContext.run(EmbeddedServer.class, properties, "publisher"));
    }

    Answer publish(String token, String body) {
        return send("POST", "/v1/events", token, body.getBytes(UTF_8), "Content-Type", "application/json");
    }

    Answer publish(String token, String contentType, String body) {
        return send("POST", "/v1/events", token, body.getBytes(UTF_8), "Content-Type", contentType);
    }

    Answer put(String token, String path, String body) {
        return send("PUT", path, token, body.getBytes(UTF_8), "Content-Type", "application/json");
    }

    Answer delete(String token, String path) {
        return send("DELETE", path, token, new byte[0]);
    }

    Answer get(String token, String path) {
        return send("GET", path, token, new byte[0]);
    }

    /** @param token null for none */
    Answer send(String method, String path, String token, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURL() + path))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return answer(request.build());
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
    }

    private Answer answer(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(null),
                    response.headers().firstValue("Retry-After").orElse(null),
                    response.body().length == 0 ? Json.object() : Json.parse(response.body()));
        } catch (IOException | InterruptedException | MalformedJson e) {
            throw new AssertionError(request + ": " + e, e);
        }
    }

    /** What came back. */
    record Answer(int status, String contentType, String retryAfter, JsonNode body) {

        String text(String pointer) {
            return body.at(pointer).asText();
        }
    }
}
