package io.logcast.node.http;

import io.logcast.embedded.port.Ports;
import io.logcast.testkit.Tokens;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** A server with nothing but this module, on a port of its own. */
public final class NodeServer implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final EmbeddedServer server;

    private NodeServer(EmbeddedServer server) {
        this.server = server;
    }

    public static NodeServer withoutKafka() {
        return at("127.0.0.1:" + Ports.free());
    }

    public static NodeServer at(String bootstrapServers) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.host", "127.0.0.1");
        properties.put("micronaut.server.port", -1);
        properties.put("micronaut.server.max-request-size", 1000);
        properties.put("logcast.kafka.bootstrap-servers", bootstrapServers);
        properties.put("micronaut.security.token.jwt.signatures.secret.generator.secret", Tokens.DEFAULT.secret());
        return new NodeServer(ApplicationContext.run(EmbeddedServer.class, properties));
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Override
    public void close() {
        server.close();
        server.getApplicationContext().close();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURL() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
