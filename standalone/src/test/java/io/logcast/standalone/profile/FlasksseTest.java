package io.logcast.standalone.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.standalone.Services;
import io.logcast.standalone.SocketIoGateways;
import io.logcast.standalone.profile.CurlClient.Answer;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flask-SSE 1.0.0, with curl as its clients, redis-cli and Python as its publishers and subscribers; two gateways. */
final class FlasksseTest {

    private static final String PREFIX = "logcast.profiles.flasksse.";

    private static SocketIoGateways gateways;
    private static RedisCli redis;

    private final String channel = "c-" + Long.toHexString(System.nanoTime());

    @BeforeAll
    static void start() throws Exception {
        Map<String, Object> on = new HashMap<>();
        on.put(PREFIX + "enabled", true);
        on.put(PREFIX + "open", true);
        on.put(PREFIX + "rules[0].channel", "analytics");
        on.put(PREFIX + "rules[0].roles", List.of("admin"));
        on.put(PREFIX + "rules[1].channel", "staff.public");
        on.put(PREFIX + "rules[2].channel", "staff.*");
        on.put(PREFIX + "rules[2].roles", List.of("staff", "admin"));
        on.put("logcast.gateway.heartbeat", "1s");
        gateways = SocketIoGateways.start(2, on);
        redis = new RedisCli(gateways.redis());
    }

    @AfterAll
    static void stop() throws Exception {
        gateways.close();
    }

    @Test
    void flasksse_01_publishOnSse_isAnEventOnStream() throws Exception {
        try (CurlClient one = listen(0, "/stream");
                CurlClient two = listen(1, "/stream")) {
            publish("sse", "{\"data\": \"thing\"}");

            assertThat(one.awaitEvents(1)).containsExactly("data:thing\n\n");
            assertThat(two.awaitEvents(1)).containsExactly("data:thing\n\n");
        }
    }

    /** As {@code flask_sse.publish} does it, whose JSON is Flask's. */
    @Test
    void flasksse_01_pythonPublisher_isHeard() throws Exception {
        try (CurlClient client = listen(0, "/stream?channel=" + channel)) {
            Python.run(
                    gateways.redis(),
                    "r.publish(sys.argv[2], json.dumps("
                            + "{'type': 'greeting', 'data': {'message': 'Grüße!'}}, sort_keys=True))",
                    channel);

            assertThat(client.awaitEvents(1))
                    .containsExactly("event:greeting\ndata:{\"message\": \"Gr\\u00fc\\u00dfe!\"}\n\n");
        }
    }

    @Test
    void flasksse_02_message_isTheSameBytes() throws Exception {
        assertFrame(
                "{\"data\": {\"b\":1,\"a\":\"\\u00e9\"}, \"type\":\"greeting\",\"id\":\"7\"}",
                "event:greeting\ndata:{\"a\": \"\\u00e9\", \"b\": 1}\nid:7\n\n");
    }

    @Test
    void flasksse_03_lines_areDataLines() throws Exception {
        assertFrame("{\"data\": \"l1\\nl2\"}", "data:l1\ndata:l2\n\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data": "a\\r\\nb\\u000bc\\u0085d\\u2028e\\n"}     | data:a~data:b~data:c~data:d~data:e~~
            {"data": "\\n", "type": "x"}                        | event:x~data:~~
            {"data": "", "type": "x"}                           | event:x~~
            {"data": ""}                                        | ~~
            {"data": null}                                      | data:null~~
            {"data": [1.10, 1e20, 0.00001, true, {}], "id": 0}  | data:[1.1, 1e+20, 1e-05, true, {}]~~
            {"data": {"€": "\\"/\\u007f"}, "retry": ""}         | data:{"\\u20ac": "\\"/\\u007f"}~~
            """)
    void flasksse_03_text_isSplitAndPrintedAsPythonDoes(String message, String frame) throws Exception {
        assertFrame(message, frame.replace('~', '\n'));
    }

    @Test
    void flasksse_04_channels_areApart() throws Exception {
        try (CurlClient social = listen(0, "/stream?channel=users.social");
                CurlClient unnamed = listen(0, "/stream?channel=");
                CurlClient strange = listen(1, "/stream?channel=" + URLEncoder.encode("Zürich süd ☃", UTF_8))) {
            publish("users.social", "{\"data\": \"social\"}");
            publish("sse", "{\"data\": \"sse\"}");
            publish("Zürich süd ☃", "{\"data\": \"strange\"}");

            assertThat(strange.awaitEvents(1)).containsExactly("data:strange\n\n");
            assertThat(unnamed.awaitEvents(1)).containsExactly("data:sse\n\n");
            assertThat(social.awaitEvents(1)).containsExactly("data:social\n\n");
        }
    }

    @Test
    void flasksse_05_numbers_areTakenAsIdAndRetry() throws Exception {
        assertFrame("{\"data\": \"d\", \"id\": 5, \"retry\": 500}", "data:d\nid:5\nretry:500\n\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no json at all
            {"data": "d"
            ["data"]
            {"type": "without data"}
            """)
    void flasksse_06_badMessage_isSkipped_andTheNextIsDelivered(String bad) throws Exception {
        try (CurlClient client = listen(0, "/stream?channel=" + channel)) {
            publish(channel, bad);
            publish(channel, "{\"data\": \"good\"}");

            assertThat(client.awaitEvents(1)).containsExactly("data:good\n\n");
        }
    }

    /** In the original both end or forge what follows. */
    @Test
    void flasksse_06_unknownKeysAndLineBreaks_doNoHarm() throws Exception {
        assertFrame(
                "{\"data\": \"d\", \"id\": \"a\\ndata:forged\", \"type\": \"b\\n\\nc\", \"extra\": 1}",
                "event:bc\ndata:d\nid:adata:forged\n\n");
    }

    @Test
    void flasksse_07_nativeEvent_isPublished_withTheFourKeysAlone() throws Exception {
        try (Python subscriber = Python.subscribe(gateways.redis(), channel);
                CurlClient client = listen(0, "/stream?channel=" + channel)) {
            eventually(() -> {
                publishNatively(
                        1,
                        "flasksse",
                        "message",
                        "{\"data\":{\"b\":1,\"a\":\"é\"},\"type\":\"t\",\"id\":\"\",\"x\":1}");
                assertThat(subscriber.lines()).contains("{\"data\": {\"a\": \"\\u00e9\", \"b\": 1}, \"type\": \"t\"}");
            });
            publishNatively(0, "flasksse", "greeting", "\"hello\"");
            eventually(() -> assertThat(subscriber.lines()).contains("{\"data\": \"hello\", \"type\": \"greeting\"}"));
            assertThat(subscriber.lines()).noneMatch(line -> line.startsWith("BROKEN"));

            // What went out does not come in again.
            publish(channel, "{\"data\": \"last\"}");
            client.awaitBody(body -> body.contains("data:last\n\n"));
            assertThat(client.events().stream().filter(frame -> frame.equals("event:greeting\ndata:hello\n\n")))
                    .hasSize(1);
        }
    }

    @Test
    void flasksse_07_whatCameFromRedis_isNotPublishedAgain() throws Exception {
        try (Python subscriber = Python.subscribe(gateways.redis(), channel);
                CurlClient client = listen(0, "/stream?channel=" + channel)) {
            eventually(() -> {
                publishNatively(0, "flasksse", "ready", "1");
                assertThat(subscriber.lines()).contains("{\"data\": 1, \"type\": \"ready\"}");
            });
            publish(channel, "{\"data\": \"once\"}");
            client.awaitBody(body -> body.contains("data:once\n\n"));
            publishNatively(0, "flasksse", "end", "1");
            eventually(() -> assertThat(subscriber.lines()).contains("{\"data\": 1, \"type\": \"end\"}"));

            assertThat(subscriber.lines().stream().filter("{\"data\": \"once\"}"::equals))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            analytics    |       | 403
            analytics    | staff | 403
            analytics    | admin | 200
            staff.news   | guest | 403
            staff.news   | staff | 200
            staff.public |       | 200
            anything     |       | 200
            """)
    void flasksse_08_rule_refusesBeforeTheStream(String name, String role, int status) throws Exception {
        String token = role == null ? "" : "&token=" + Tokens.DEFAULT.token("acme", "ann", role);
        Answer head = CurlClient.ask("-I", url(0, "/stream?channel=" + name + token));
        assertThat(head.status()).isEqualTo(status);
        try (CurlClient client = CurlClient.listen(url(1, "/stream?channel=" + name + token))) {
            assertThat(client.answer().status()).isEqualTo(status);
        }
    }

    @Test
    void flasksse_08_refusal_isFlasksPage_alsoForATokenOfAnotherTenant() throws Exception {
        String foreign = Tokens.DEFAULT.token("globex", "ann", "admin");
        Answer answer = CurlClient.ask("-H", "Authorization: Bearer " + foreign, url(0, "/stream?channel=analytics"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.body())
                .isEqualTo("<!doctype html>\n<html lang=en>\n<title>403 Forbidden</title>\n<h1>Forbidden</h1>\n"
                        + "<p>You don&#39;t have the permission to access the requested resource. It is either "
                        + "read-protected or not readable by the server.</p>\n");
    }

    @Test
    void flasksse_08_methods_areThoseOfFlask() throws Exception {
        Answer post = CurlClient.ask("-X", "POST", url(0, "/stream"));
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.header("Allow")).isEqualTo("HEAD, GET, OPTIONS");
        Answer options = CurlClient.ask("-X", "OPTIONS", url(0, "/stream"));
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow")).isEqualTo("HEAD, GET, OPTIONS");
        Answer head = CurlClient.ask("-I", url(0, "/stream"));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("text/event-stream; charset=utf-8");
        assertThat(CurlClient.ask(url(0, "/stream/")).status()).isEqualTo(404);
        Answer tooLong = CurlClient.ask(url(0, "/stream?channel=" + "x".repeat(300)));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.body()).contains("channel").contains("256");
    }

    /** curl has the head before anything was published. */
    @Test
    void flasksse_09_headers_areThereAtOnce_andCommentsKeepTheStreamAlive() throws Exception {
        try (CurlClient client = listen(0, "/stream?channel=" + channel)) {
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().header("Content-Type")).isEqualTo("text/event-stream; charset=utf-8");
            client.awaitBody(body -> body.matches("(?s): cursor \\S+\n\n.*"));
            assertThat(client.events()).isEmpty();
        }
    }

    @Test
    void flasksse_10_publish_saysInHowManyPlacesSomebodyListens() throws Exception {
        assertThat(redis.run("PUBLISH", channel, "{\"data\": 1}")).containsExactly("0");
        try (CurlClient client = listen(0, "/stream?channel=" + channel);
                Python subscriber = Python.subscribe(gateways.redis(), channel)) {
            // Both gateways hear what one of them wants, so that either can write it.
            eventually(() -> assertThat(listening()).isEqualTo("3"));
            assertThat(redis.run("PUBLISH", channel, "{\"data\": 2}")).containsExactly("3");
            assertThat(client.awaitEvents(1)).containsExactly("data:2\n\n");
            eventually(() -> assertThat(subscriber.lines()).containsExactly("{\"data\": 2}"));
        }
    }

    @Test
    void flasksse_11_subscription_endsSoonAfterTheLastClient() throws Exception {
        try (CurlClient one = listen(0, "/stream?channel=" + channel)) {
            try (CurlClient two = listen(1, "/stream?channel=" + channel)) {
                eventually(() -> assertThat(listening()).isEqualTo("2"));
            }
            assertThat(listening()).isEqualTo("2");
        }
        eventually(() -> assertThat(redis.run("PUBSUB", "CHANNELS", channel)).doesNotContain(channel));
    }

    /** The original has no replay: what it does with an id of its publisher is what happens here. */
    @Test
    void stream_resumesFromACursor_onAnyGateway_andOnlyFromThat() throws Exception {
        String cursor;
        try (CurlClient client = listen(0, "/stream?channel=" + channel)) {
            cursor = client.answer().header("X-Logcast-Cursor");
            publish(channel, "{\"data\": 1, \"id\": \"7\"}");
            client.awaitEvents(1);
        }
        try (CurlClient back = listen(1, "/stream?channel=" + channel + "&lastEventId=" + cursor);
                CurlClient stranger =
                        CurlClient.listen("-H", "Last-Event-ID: 7", url(1, "/stream?channel=" + channel))) {
            assertThat(back.awaitEvents(1)).containsExactly("data:1\nid:7\n\n");
            publish(channel, "{\"data\": 2}");
            assertThat(stranger.awaitEvents(1)).containsExactly("data:2\n\n");
        }
        try (CurlClient browser =
                CurlClient.listen("-H", "Last-Event-ID: " + cursor, url(0, "/stream?ids=cursor&channel=" + channel))) {
            List<String> frames = browser.awaitEvents(2);
            assertThat(frames.get(0)).matches("id:\\S+\ndata:1\n\n");
            String last = frames.get(0).lines().findFirst().orElseThrow().substring(3);
            try (CurlClient again =
                    CurlClient.listen("-H", "Last-Event-ID: " + last, url(1, "/stream?channel=" + channel))) {
                assertThat(again.awaitEvents(1)).containsExactly("data:2\n\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"socket.io#/axr#", "socket.io-request#/axr#", "socket.io-logcast-control", "__keyspace@0__:x"})
    void channelsOfOthers_areRefused(String foreign) throws Exception {
        assertThat(CurlClient.ask(url(0, "/stream?channel=" + URLEncoder.encode(foreign, UTF_8)))
                        .status())
                .isEqualTo(400);
    }

    /** What a stream shows of others' events, and native clients of these. */
    @Test
    void messages_areEventsOfTheRoom() throws Exception {
        String token = Tokens.DEFAULT.token("acme", "ann", "stream-listener");
        try (SseRecorder room = gateways.gateway(0).subscribe("room=" + channel, token);
                CurlClient listener = listen(1, "/stream?channel=" + channel + "&token=" + token);
                CurlClient anybody = listen(1, "/stream?channel=" + channel)) {
            room.awaitFrames(1);
            publishNatively(0, "shop", "ordered", "{\"n\":1}");
            assertThat(listener.awaitEvents(1)).containsExactly("event:ordered\ndata:{\"n\": 1}\n\n");
            publish(channel, "{\"data\": 2, \"type\": \"t\"}");
            assertThat(anybody.awaitEvents(1)).containsExactly("event:t\ndata:2\n\n");
            assertThat(room.awaitMessages(2).get(1))
                    .contains("\"namespace\":\"flasksse\"")
                    .contains("\"payload\":{\"data\":2,\"type\":\"t\"}");
        }
    }

    private void assertFrame(String message, String frame) throws Exception {
        try (CurlClient client = listen(0, "/stream?channel=" + channel)) {
            publish(channel, message);
            client.awaitBody(body -> withoutComments(body).equals(frame));
        }
    }

    private static String withoutComments(String body) {
        return body.replaceAll(": cursor \\S+\n\n", "");
    }

    private static CurlClient listen(int gateway, String path) throws Exception {
        return CurlClient.listen(url(gateway, path));
    }

    private static String url(int gateway, String path) {
        return gateways.gateway(gateway).url(path).toString();
    }

    private static void publish(String name, String message) throws Exception {
        redis.run("PUBLISH", name, message);
    }

    /** An event from a native publisher. */
    private void publishNatively(int gateway, String namespace, String name, String payload) throws Exception {
        String event = "{\"namespace\":\"%s\",\"name\":\"%s\",\"to\":\"room/%s\",\"payload\":%s}"
                .formatted(namespace, name, channel, payload);
        String token = Tokens.DEFAULT.token("acme", "shop", "event-sender");
        Services.assertStatus(202, gateways.gateway(gateway).publish(token, event));
    }

    /** How many subscribe to the channel in Redis. */
    private String listening() throws Exception {
        return redis.run("PUBSUB", "NUMSUB", channel).get(1);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
