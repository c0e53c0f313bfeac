package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One stream and one cursor, whatever the client accepts. */
final class FormatsTest {

    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        services = Services.start();
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
    }

    @Test
    void ndjson_isALineForEachDelivery_andItsCursorIsGoodForSse() throws Exception {
        define("lines");
        publish("lines", 0, 3);
        String second;
        try (InputStream body = lines("stream=lines&from=earliest");
                Scanner scanner = new Scanner(body, StandardCharsets.UTF_8)) {
            assertThat(json(scanner.nextLine()).fieldNames()).toIterable().containsExactly("id");
            List<JsonNode> deliveries = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                deliveries.add(json(scanner.nextLine()));
            }
            assertThat(deliveries)
                    .extracting(line -> line.at("/data/n").asInt())
                    .containsExactly(0, 1, 2);
            assertThat(deliveries).extracting(line -> line.get("type").asText()).containsOnly("lines:counted");
            second = deliveries.get(1).get("id").asText();
        }

        try (SseRecorder resumed = services.subscribe("stream=lines", TOKEN, second)) {
            assertThat(resumed.awaitMessages(1).get(0)).contains("\"n\":2");
        }
    }

    @Test
    void page_fromTheBeginning_isCutAtItsLimit_andNextGoesOn() throws Exception {
        define("pages");
        publish("pages", 0, 25);
        List<Integer> numbers = new ArrayList<>();
        JsonNode page = page("stream=pages&from=earliest&limit=10&wait=20s");
        numbers.addAll(numbers(page));
        // The projector may still be at it: a page has what there is.
        while (numbers.size() < 25) {
            page = page(
                    "stream=pages&limit=10&wait=20s&after=" + page.get("next").asText());
            assertThat(page.get("deliveries")).hasSizeBetween(1, 10);
            numbers.addAll(numbers(page));
        }

        assertThat(numbers).isEqualTo(IntStream.range(0, 25).boxed().toList());
        assertThat(page("stream=pages&after=" + page.get("next").asText()).get("deliveries"))
                .isEmpty();
    }

    @Test
    void page_thatWaits_isAnsweredByTheFirstDelivery() throws Exception {
        define("waits");
        String start = page("stream=waits").get("next").asText();

        CompletableFuture<HttpResponse<byte[]>> waiting =
                CLIENT.sendAsync(request("stream=waits&wait=60s&after=" + start, "application/json"), ofBytes());
        publish("waits", 7, 8);

        assertThat(numbers(json(waiting.get().body()))).containsExactly(7);
    }

    @Test
    void page_ofALostCursor_tellsTheGapAtOnce() throws Exception {
        define("gaps");
        String next = page("stream=gaps").get("next").asText();
        String lost = next.replaceAll("^[^:]+", "0gone");

        JsonNode page = page("stream=gaps&wait=60s&after=" + lost + "&from=latest");

        assertThat(page.at("/gaps/0/reason").asText()).isEqualTo("epoch");
        assertThat(page.get("next").asText())
                .isEqualTo(page.at("/gaps/0/resumedAt").asText());
    }

    @Test
    void page_thatFindsNothing_movesBeyondWhatIsNotForIt() throws Exception {
        define("mine");
        define("theirs");
        String start = page("stream=mine").get("next").asText();
        publish("theirs", 0, 5);
        page("stream=theirs&wait=20s&after=" + start);

        JsonNode page = page("stream=mine&after=" + start);

        assertThat(page.get("deliveries")).isEmpty();
        assertThat(page.get("next").asText()).isNotEqualTo(start);
    }

    @Test
    void request_thatAcceptsSomethingElse_isToldWhatThereIs() throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(request("stream=any", "image/png"), ofBytes());

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(json(answer.body()).get("detail").asText())
                .isEqualTo("Accept must allow one of text/event-stream, application/x-ndjson, application/json");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void page_withABadLimit_namesIt() throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(request("stream=any&limit=5000", "application/json"), ofBytes());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("detail").asText()).isEqualTo("limit must be 1 to 1000");
        assertThat(json(answer.body()).get("field").asText()).isEqualTo("limit");
    }

    @Test
    void page_ofAStreamThatIsNotThere_isRefusedLikeAStream() throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(request("stream=nosuch", "application/json"), ofBytes());

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private static InputStream lines(String query) throws Exception {
        HttpResponse<InputStream> answer =
                CLIENT.send(request(query, "application/x-ndjson"), BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("content-type")).contains("application/x-ndjson");
        return answer.body();
    }

    private static JsonNode page(String query) throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(request(query, "application/json"), ofBytes());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return json(answer.body());
    }

    private static HttpResponse.BodyHandler<byte[]> ofBytes() {
        return BodyHandlers.ofByteArray();
    }

    private static HttpRequest request(String query, String accept) {
        return HttpRequest.newBuilder(services.url("/v1/events?" + query))
                .header("Accept", accept)
                .header("Authorization", "Bearer " + TOKEN)
                .build();
    }

    private static List<Integer> numbers(JsonNode page) {
        List<Integer> numbers = new ArrayList<>();
        page.get("deliveries")
                .forEach(delivery -> numbers.add(delivery.at("/data/n").asInt()));
        return numbers;
    }

    private static JsonNode json(String text) throws Exception {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(byte[] text) throws Exception {
        return Json.parse(text);
    }

    private static void define(String name) throws Exception {
        assertStatus(201, services.define(TOKEN, name, """
                {"events":[{"namespace":"%s","name":"counted","map":{"n":"payload.n"}}]}""".formatted(name)));
    }

    private static void publish(String namespace, int first, int until) throws Exception {
        for (int n = first; n < until; n++) {
            assertStatus(202, services.publish(TOKEN, """
                    {"namespace":"%s","name":"counted","payload":{"n":%d}}""".formatted(namespace, n)));
        }
    }
}
