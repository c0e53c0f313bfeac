package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.standalone.Http2Client.Response;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same streams over HTTP/2 without TLS, several of them on one connection. */
final class Http2Test {

    private static final String SSE = "text/event-stream";
    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");
    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        services = Services.start();
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
    }

    @BeforeEach
    void nobodyIsLeft() {
        awaitSubscribers(0);
    }

    @Test
    void streams_ofOneConnection_eachGetTheirs() throws Exception {
        define("left");
        define("right");
        try (Http2Client client = new Http2Client(services.url("/"))) {
            Response left = client.get("/v1/events?stream=left", SSE, TOKEN);
            Response right = client.get("/v1/events?stream=right", "application/x-ndjson", TOKEN);
            assertThat(left.awaitHead().status()).hasToString("200");
            left.awaitBody("retry: 2000\nid: ");
            right.awaitBody("{\"id\":\"");

            publish("left", "", 1, 2);
            publish("right", "", 2, 3);

            assertThat(left.awaitBody("\"n\":1")).doesNotContain("\"n\":2");
            assertThat(right.awaitBody("\"n\":2")).doesNotContain("\"n\":1");
            assertThat(left.head().get("content-type")).hasToString(SSE);
            assertThat(left.head().get("transfer-encoding")).isNull();
        }
    }

    @Test
    void stream_thatTheServerEnds_saysWhyAndEnds() throws Exception {
        define("ends");
        try (Http2Client client = new Http2Client(services.url("/"))) {
            Response stream = client.get("/v1/events?stream=ends", SSE, TOKEN);
            stream.awaitBody("id: ");

            services.bean(Fanout.class).closeAll(CloseReason.SHUTDOWN);

            stream.awaitEnd();
            assertThat(stream.body())
                    .endsWith("event: logcast.close\ndata: {\"reason\":\"shutdown\",\"reconnect\":true}\n\n");
            awaitSubscribers(0);
        }
    }

    @Test
    void stream_thatTheClientCancels_isForgotten_andTheConnectionLives() throws Exception {
        define("cancelled");
        try (Http2Client client = new Http2Client(services.url("/"))) {
            Response cancelled = client.get("/v1/events?stream=cancelled", SSE, TOKEN);
            Response other = client.get("/v1/events?stream=cancelled", SSE, TOKEN);
            cancelled.awaitBody("id: ");
            other.awaitBody("id: ");
            awaitSubscribers(2);

            cancelled.cancel();

            awaitSubscribers(1);
            publish("cancelled", "", 5, 6);
            other.awaitBody("\"n\":5");
        }
    }

    @Test
    void streams_ofAConnectionThatBreaksInSilence_areForgotten() throws Exception {
        define("broken");
        try (Http2Client client = new Http2Client(services.url("/"))) {
            client.get("/v1/events?stream=broken", SSE, TOKEN).awaitBody("id: ");
            client.get("/v1/events?stream=broken", SSE, TOKEN).awaitBody("id: ");
            awaitSubscribers(2);
        }

        awaitSubscribers(0);
    }

    @Test
    void stream_thatIsNotRead_holdsNobodyUp_andGetsEverythingLater() throws Exception {
        define("slow");
        String large = "x".repeat(20_000);
        try (Http2Client client = new Http2Client(services.url("/"));
                SseRecorder quick = services.subscribe("stream=slow", TOKEN)) {
            Response slow = client.get("/v1/events?stream=slow", SSE, TOKEN);
            slow.awaitBody("id: ");
            slow.pause();

            // More than the window of the stream (64 KB) and what may wait beside it (64 KB).
            publish("slow", large, 0, 40);
            quick.awaitMessages(40);

            assertThat(numbers(slow.body())).hasSizeLessThan(20);
            slow.goOn();
            slow.awaitBody("\"n\":39");
            assertThat(numbers(slow.body()))
                    .isEqualTo(IntStream.range(0, 40).boxed().toList());
        }
    }

    @Test
    void refusal_isAProblemLikeOnHttp1() throws Exception {
        try (Http2Client client = new Http2Client(services.url("/"))) {
            Response refused = client.get("/v1/events?stream=nosuch", SSE, TOKEN);

            assertThat(refused.awaitHead().status()).hasToString("404");
            assertThat(refused.awaitBody("urn:logcast:problem:not-found")).contains("nosuch");
        }
    }

    @Test
    void page_isTheSame() throws Exception {
        define("paged");
        publish("paged", "", 1, 2);
        try (Http2Client client = new Http2Client(services.url("/"))) {
            Response page = client.get("/v1/events?stream=paged&from=earliest&wait=20s", "application/json", TOKEN);

            page.awaitEnd();
            assertThat(page.body()).startsWith("{\"deliveries\":[{").contains("\"n\":1");
        }
    }

    @Test
    void http1_onTheSamePort_isHandedOverAsEver() throws Exception {
        define("old");
        try (SseRecorder subscriber = services.subscribe("stream=old", TOKEN)) {
            subscriber.awaitFrames(1);
            publish("old", "", 3, 4);
            assertThat(subscriber.awaitMessages(1).get(0)).contains("\"n\":3");
            assertThat(subscriber.header("transfer-encoding")).isEqualTo("chunked");
        }
    }

    @Test
    void upgradeToH2c_isNotTaken_soThatALargeFirstRequestPasses() throws Exception {
        define("upgrade");
        // The client of the JDK asks for the upgrade with its first request.
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(services.url("/v1/events"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + TOKEN)
                                .POST(BodyPublishers.ofString(event("upgrade", "x".repeat(100_000), 1)))
                                .build(),
                        BodyHandlers.ofString());

        assertStatus(202, answer);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    private static void awaitSubscribers(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(services.bean(Fanout.class).subscribers()).isEqualTo(count));
    }

    private static List<Integer> numbers(String body) {
        return NUMBER.matcher(body)
                .results()
                .map(MatchResult::group)
                .map(text -> Integer.valueOf(text.substring(4)))
                .toList();
    }

    private static void define(String name) throws Exception {
        assertStatus(201, services.define(TOKEN, name, """
                {"events":[{"namespace":"%s","name":"counted","map":{"n":"payload.n","text":"payload.text"}}]}""".formatted(name)));
    }

    private static void publish(String namespace, String text, int first, int until) throws Exception {
        for (int n = first; n < until; n++) {
            assertStatus(202, services.publish(TOKEN, event(namespace, text, n)));
        }
    }

    private static String event(String namespace, String text, int n) {
        return """
                {"namespace":"%s","name":"counted","payload":{"n":%d,"text":"%s"}}""".formatted(namespace, n, text);
    }
}
