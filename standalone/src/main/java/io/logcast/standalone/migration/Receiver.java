package io.logcast.standalone.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.standalone.arguments.UsageError;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The platform that takes definitions, over HTTP. */
final class Receiver {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;
    private final String tenant;
    private final String token;

    /** @param tenant whose the definitions become */
    Receiver(String url, String tenant, String token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.tenant = tenant;
        this.token = token;
    }

    /** What it answers, as words: taken over, or why not. */
    Answer put(Converted definition) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(definition))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(Json.bytes(definition.definition())))
                .build();
        try {
            return answer(client.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new IOException("no answer from " + url + "; is the platform there? (--url)", e);
        }
    }

    private URI address(Converted definition) {
        try {
            return URI.create(
                    url + "/v1/" + definition.kind() + "s/" + encoded(definition.id()) + "?tenant=" + encoded(tenant));
        } catch (IllegalArgumentException e) {
            throw new UsageError("--url must be an address such as http://127.0.0.1:8080");
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        JsonNode body = parsed(response.body());
        return switch (response.statusCode()) {
            case 201 -> new Answer(true, "taken over" + secret(body));
            case 200 -> new Answer(true, "replaced");
            default ->
                new Answer(
                        false,
                        "refused: " + response.statusCode() + " "
                                + body.path("detail").asText(""));
        };
    }

    /** A new webhook's secret is told once. */
    private static String secret(JsonNode body) {
        return body.path("secret").isTextual()
                ? "; it signs with " + body.path("secret").textValue()
                : "";
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.parse(body);
        } catch (MalformedJson e) {
            return Json.object();
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
    }

    /** @param words for the one who waits */
    record Answer(boolean isTaken, String words) {}
}
