package io.logcast.gateway.door;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Speaks Engine.IO by hand: one request at a time, as the test says. */
final class EngineClient {

    private final HttpClient http;
    private final URI url;
    private final int protocol;

    EngineClient(URI server, int protocol) {
        this(server, protocol, HttpClient.Version.HTTP_1_1);
    }

    EngineClient(URI server, int protocol, HttpClient.Version version) {
        this.http = HttpClient.newBuilder().version(version).build();
        this.url = server.resolve("/socket.io/");
        this.protocol = protocol;
    }

    /** A GET without a session. */
    HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return http.send(request("?" + query).GET().build(), BodyHandlers.ofString());
    }

    /** Any request. */
    HttpResponse<String> send(String method, String query, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request("?" + query);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** The open packet of a new session. */
    JsonNode open() throws IOException, InterruptedException {
        String payload = get(polling()).body();
        String packet = protocol == 3 ? payload.substring(payload.indexOf(':') + 1) : payload;
        return json(packet.substring(1));
    }

    String openSession() throws IOException, InterruptedException {
        return open().get("sid").textValue();
    }

    HttpResponse<String> poll(String sid) throws IOException, InterruptedException {
        return get(polling() + "&sid=" + sid);
    }

    CompletableFuture<HttpResponse<String>> polling(String sid) {
        return http.sendAsync(request("?" + polling() + "&sid=" + sid).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String sid, String payload) throws IOException, InterruptedException {
        return send("POST", polling() + "&sid=" + sid, payload, "Content-Type", "text/plain;charset=UTF-8");
    }

    EngineWebSocket webSocket() {
        return webSocket("EIO=" + protocol + "&transport=websocket");
    }

    EngineWebSocket upgrade(String sid) {
        return webSocket("EIO=" + protocol + "&transport=websocket&sid=" + sid);
    }

    EngineWebSocket webSocket(String query) {
        return EngineWebSocket.open(http, URI.create(url.toString().replaceFirst("^http", "ws") + "?" + query));
    }

    static JsonNode json(String text) {
        try {
            return Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            throw new AssertionError(text, e);
        }
    }

    private String polling() {
        return "EIO=" + protocol + "&transport=polling";
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(url.resolve(query));
    }
}
