package io.logcast.standalone.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.standalone.Http2Client;
import io.logcast.standalone.Services;
import io.logcast.standalone.SocketIoGateways;
import io.logcast.standalone.profile.CurlClient.Answer;
import io.logcast.testkit.KafkaAccess;
import io.logcast.testkit.Tokens;
import io.logcast.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** hinotora/sse-notification-service, with curl as its clients and redis-cli as their publishers; two gateways. */
final class SsenotifyTest {

    private static final String PREFIX = "logcast.profiles.ssenotify.";
    static final String PRESENCE_TERM = PREFIX + "presence-term";
    /** The term is long enough that on a busy machine nobody is forgotten who is still there. */
    static final Map<String, Object> ON =
            Map.of(PREFIX + "enabled", true, PREFIX + "secret", Tokens.DEFAULT.secret(), PRESENCE_TERM, "10s");

    private static final String HELLO = """
            {"id":"100", "type":"event", "data":{"hello":"world"}}""";
    private static final String HELLO_FRAME = "id: 100\nevent: event\ndata: {\"hello\":\"world\"}\n\n";
    private static final String PING = "id: 1\nevent: ping\ndata: null\n\n";
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private static SocketIoGateways gateways;
    private static RedisCli redis;
    /** Listens from the beginning, for what comes after 30 s. */
    private static CurlClient patient;

    @BeforeAll
    static void start() throws Exception {
        gateways = SocketIoGateways.start(2, ON);
        redis = new RedisCli(gateways.redis());
        patient = listen(0, "1-stand-1", "patient");
    }

    @AfterAll
    static void stop() throws Exception {
        patient.close();
        gateways.close();
    }

    /** The token and the request of the seed. */
    @Test
    void ssenotify_01_sse_hasTheSixHeaders() throws Exception {
        try (CurlClient client = listen(0, "1-stand-1", "2-user-2")) {
            Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(answer.header("Access-Control-Expose-Headers")).isEqualTo("Content-Type");
            assertThat(answer.header("X-Connection-Id")).matches(UUID);
            assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(answer.header("Connection")).isEqualToIgnoringCase("keep-alive");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void ssenotify_01_sse_isThereByAnyMethod(String method) throws Exception {
        try (CurlClient client = CurlClient.listen("-X", method, "-H", bearer("any", method), url(0, "/sse"))) {
            assertThat(client.answer().status()).isEqualTo(200);
            publish("any:channel:" + method, HELLO);
            client.awaitBody(only(HELLO_FRAME));
        }
    }

    @Test
    void ssenotify_02_hash_isThereUntilTheLastConnectionOfAllGatewaysCloses() throws Exception {
        String key = "1-stand-1:client:twice";
        try (CurlClient second = listen(1, "1-stand-1", "twice")) {
            try (CurlClient first = listen(0, "1-stand-1", "twice")) {
                assertThat(first.answer().status()).isEqualTo(200);
                eventually(() -> assertThat(redis.run("HGETALL", key))
                        .containsExactly(
                                "application_id",
                                "1-stand-1",
                                "user_id",
                                "twice",
                                "channel_id",
                                "1-stand-1:channel:twice"));
            }
            // The first gateway has noticed.
            eventually(() -> assertThat(connections(1, "1-stand-1", "twice").body())
                    .containsOnlyOnce("created_at")
                    .contains(second.answer().header("X-Connection-Id")));
            assertThat(redis.exists(key)).isTrue();
        }
        eventually(() -> assertThat(redis.exists(key)).isFalse());
    }

    @Test
    void ssenotify_03_publish_isTheSameFrameOnAllConnectionsOfTheUser_andOnNoOther() throws Exception {
        try (CurlClient first = listen(0, "1-stand-1", "2-user-2");
                CurlClient second = listen(1, "1-stand-1", "2-user-2");
                CurlClient otherUser = listen(0, "1-stand-1", "3-user-3");
                CurlClient otherApplication = listen(1, "2-stand-2", "2-user-2")) {
            publish("1-stand-1:channel:2-user-2", HELLO);
            first.awaitBody(only(HELLO_FRAME));
            second.awaitBody(only(HELLO_FRAME));
            // What is published later has come: so the first message was not for these.
            publish("1-stand-1:channel:3-user-3", HELLO.replace("100", "101"));
            publish("2-stand-2:channel:2-user-2", HELLO.replace("100", "102"));
            otherUser.awaitBody(only(HELLO_FRAME.replace("100", "101")));
            otherApplication.awaitBody(only(HELLO_FRAME.replace("100", "102")));
        }
    }

    @Test
    void ssenotify_04_ping_comesEveryThirtySeconds() throws Exception {
        patient.awaitBody(body -> body.equals(PING) || body.startsWith(PING + PING));
    }

    /** A heartbeat that waits for silence would never come here. */
    @Test
    void ssenotify_04_ping_comesInTheMiddleOfTraffic() throws Exception {
        Services quick = gateways.add(with(PREFIX + "ping-interval", "1s"));
        try (CurlClient client = CurlClient.listen("-H", bearer("pinged", "busy"), quick.url("/sse"))) {
            eventually(() -> {
                publish("pinged:channel:busy", HELLO);
                assertThat(client.body().split(PING, -1)).hasSizeGreaterThan(3);
            });
            assertThat(client.body()).contains(HELLO_FRAME);
            assertThat(client.body().replace(PING, "").replace(HELLO_FRAME, "")).isEmpty();
        }
    }

    @Test
    void ssenotify_05_tokenInTheQuery_works() throws Exception {
        String token = NotifyToken.of("1-stand-1", "eventsource");
        try (CurlClient client = CurlClient.listen(url(0, "/sse?Authorization=" + token))) {
            assertThat(client.answer().status()).isEqualTo(200);
            publish("1-stand-1:channel:eventsource", HELLO);
            client.awaitBody(only(HELLO_FRAME));
        }
    }

    static Stream<String> refusedTokens() throws Exception {
        String claims = NotifyToken.claims("1-stand-1", "2-user-2");
        return Stream.of(
                "no token",
                NotifyToken.hmac("HS256", claims, "another-secret-that-has-more-than-32-bytes"),
                NotifyToken.hmac("HS256", expiring("-1")),
                NotifyToken.hmac("HS256", claims.replace("iat", "nbf").replace("1725895592", "4102444800")),
                NotifyToken.hmac("HS256", "{\"sub\":\"2-user-2\"}"),
                NotifyToken.hmac("HS256", "{\"iss\":\"1-stand-1\"}"),
                NotifyToken.hmac("HS256", "{\"iss\":7,\"sub\":\"2-user-2\"}"),
                NotifyToken.hmac("HS256", "{\"iss\":\"a/b\",\"sub\":\"2-user-2\"}"));
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void ssenotify_06_whatIsNoToken_is401AndEmpty(String token) throws Exception {
        assertUnauthorized(CurlClient.ask("-H", "Authorization: Bearer " + token, url(0, "/sse")));
        assertUnauthorized(CurlClient.ask("-H", "Authorization: Bearer " + token, url(0, "/connections/1-stand-1")));
        assertUnauthorized(CurlClient.ask(url(0, "/sse?Authorization=" + token.replace(" ", "%20"))));
    }

    /** The second of these ended the original's connection without an answer. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "bearer x", "Basic YTpi"})
    void ssenotify_06_otherAuthorization_is401AndEmpty(String authorization) throws Exception {
        assertUnauthorized(CurlClient.ask("-H", "Authorization: " + authorization, url(0, "/sse")));
    }

    /** As the original does not: a stream outlives its token by a second at most. */
    @Test
    void ssenotify_06_stream_endsWithItsToken() throws Exception {
        String token = NotifyToken.hmac("HS256", expiring("10"));
        try (CurlClient client = CurlClient.listen("-H", "Authorization: Bearer " + token, url(0, "/sse"))) {
            client.awaitEnd();
            assertThat(client.body()).startsWith(": token-expired\nretry: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS384", "HS512"})
    void ssenotify_07_longerHashes_areTaken(String algorithm) throws Exception {
        String token = NotifyToken.hmac(algorithm, NotifyToken.claims("1-stand-1", algorithm));
        try (CurlClient client = CurlClient.listen("-H", "Authorization: Bearer " + token, url(0, "/sse"))) {
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void ssenotify_07_noneAndRsa_areRefused() throws Exception {
        String claims = NotifyToken.claims("1-stand-1", "2-user-2");
        for (String token : List.of(NotifyToken.unsigned(claims), NotifyToken.rsa(claims))) {
            assertUnauthorized(CurlClient.ask("-H", "Authorization: Bearer " + token, url(0, "/sse")));
        }
    }

    @Test
    void ssenotify_08_connections_areThoseOfAllGateways_inTheShapesOfTheOriginal() throws Exception {
        long before = Instant.now().getEpochSecond();
        try (CurlClient b = listen(0, "lists", "b");
                CurlClient a = listen(1, "lists", "a");
                CurlClient elsewhere = listen(1, "other lists", "a")) {
            assertThat(elsewhere.answer().status()).isEqualTo(200);
            for (int gateway = 0; gateway < 2; gateway++) {
                URI list = url(gateway, "/connections/lists");
                eventually(() -> {
                    Answer all = CurlClient.ask("-H", bearer("lists", "me"), list);
                    assertThat(all.status()).isEqualTo(200);
                    assertThat(all.header("Content-Type")).isEqualTo("application/json");
                    assertThat(all.body().replaceAll("\"created_at\":\\d+", "\"created_at\":0"))
                            .isEqualTo("{\"a\":{" + connection(a, "a") + "},\"b\":{" + connection(b, "b") + "}}");
                });

                String one = connections(gateway, "lists", "a").body();
                assertThat(one.replaceAll("\"created_at\":\\d+", "\"created_at\":0"))
                        .isEqualTo("{" + connection(a, "a") + "}");
                assertThat(Long.parseLong(one.replaceAll(".*\"created_at\":(\\d+).*", "$1")))
                        .isBetween(before, Instant.now().getEpochSecond());
            }
        }
    }

    @Test
    void ssenotify_08_connections_are204AndEmptyWhereThereAreNone() throws Exception {
        for (String path : List.of("/connections/nobody", "/connections/nobody/at-home")) {
            Answer answer = CurlClient.ask("-H", bearer("nobody", "me"), url(1, path));
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
        }
    }

    /** In the original any token lists any application. */
    @Test
    void ssenotify_08_connectionsOfAnotherApplication_areForThoseWhomTheOperatorLets() throws Exception {
        try (CurlClient client = listen(0, "listed", "a")) {
            Answer refused = CurlClient.ask("-H", bearer("spy", "me"), url(0, "/connections/listed"));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).isEmpty();

            Services lenient = gateways.add(with(PREFIX + "list-any-application", true));
            eventually(() -> {
                Answer listed = CurlClient.ask("-H", bearer("spy", "me"), lenient.url("/connections/listed"));
                assertThat(listed.body()).contains(client.answer().header("X-Connection-Id"));
            });
            assertThat(CurlClient.ask("-H", bearer("spy", "me"), lenient.url("/connections/a%2Fb"))
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void ssenotify_09_health_isOk_andTheRootLeadsThere() throws Exception {
        Answer health = CurlClient.ask(url(0, "/health"));
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.header("Content-Type")).isEqualTo("application/json");
        assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");

        for (String method : List.of("GET", "POST")) {
            Answer root = CurlClient.ask("-X", method, url(0, "/"));
            assertThat(root.status()).isEqualTo(301);
            assertThat(root.header("Location")).isEqualTo("/health");
            assertThat(root.body()).isEmpty();
        }
        assertThat(CurlClient.ask(url(0, "/health/liveness")).body()).contains("\"status\":\"UP\"");
        assertThat(CurlClient.ask(url(0, "/health/readiness")).body()).contains("\"kafka\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":100,\"type\":\"n\",\"data\":{\"b\":1.50,\"a\":{\"d\":[1,null,true],\"c\":\"x\"}}} "
                        + "| id: 100~event: n~data: {\"a\":{\"c\":\"x\",\"d\":[1,null,true]},\"b\":1.50}~~",
                "{\"ID\":\"7\",\"Type\":\"t\",\"DATA\":{},\"more\":1} | id: 7~event: t~data: {}~~",
                "{}                                                   | id: ~event: ~data: null~~",
                "{\"id\":\"1\",\"type\":\"t\",\"data\":[1,\"a\"]}     | id: 1~event: t~data: [1,\"a\"]~~",
                "{\"id\":\"1\",\"type\":\"t\",\"data\":{\"x\":\"<a>&\\u2028 Grüße 😀\"}} "
                        + "| id: 1~event: t~data: {\"x\":\"\\u003ca\\u003e\\u0026\\u2028 Grüße 😀\"}~~",
                "{\"id\":\"1\\ndata: forged\",\"type\":\"a\\r\\n\\r\\nb\",\"data\":null} "
                        + "| id: 1data: forged~event: ab~data: null~~",
            })
    void ssenotify_10_anyJson_isDelivered_andWhatIsNoneBreaksNothing(String message, String frame) throws Exception {
        String user = "json-" + Integer.toHexString(message.hashCode());
        try (CurlClient client = listen(0, "1-stand-1", user)) {
            for (String garbage : List.of("{\"id\":", "[]", "", "null", "7")) {
                publish("1-stand-1:channel:" + user, garbage);
            }
            publish("1-stand-1:channel:" + user, message);
            client.awaitBody(only(frame.replace('~', '\n')));
        }
    }

    @Test
    void ssenotify_11_whoSeesTheHead_missesNothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            String user = "early-" + i;
            try (CurlClient client = listen(i % 2, "1-stand-1", user)) {
                publish("1-stand-1:channel:" + user, HELLO);
                assertThat(redis.exists("1-stand-1:client:" + user)).isTrue();
                client.awaitBody(only(HELLO_FRAME));
            }
        }
    }

    /** A connection of HTTP/2 carries many streams: each is a connection of its own to those who ask. */
    @Test
    void ssenotify_http2_streamsComeAndGoOneByOne() throws Exception {
        String token = NotifyToken.of("h2", "u");
        try (Http2Client client = new Http2Client(url(0, "/"))) {
            Http2Client.Response left = client.get("/sse", "text/event-stream", token);
            Http2Client.Response right = client.get("/sse", "text/event-stream", token);
            assertThat(left.awaitHead().get("connection")).isNull();
            String id = right.awaitHead().get("x-connection-id").toString();

            left.cancel();
            eventually(() -> assertThat(connections(1, "h2", "u").body())
                    .containsOnlyOnce("created_at")
                    .contains(id));
            publish("h2:channel:u", HELLO);
            assertThat(right.awaitBody(HELLO_FRAME)).isEqualTo(HELLO_FRAME);
        }
        eventually(() -> assertThat(redis.exists("h2:client:u")).isFalse());
    }

    /** In the original a browser of another origin could not connect with a header at all. */
    @Test
    void ssenotify_preflight_isAllowedWithoutAToken() throws Exception {
        Answer answer = CurlClient.ask(
                "-X",
                "OPTIONS",
                "-H",
                "Origin: https://shop.example",
                "-H",
                "Access-Control-Request-Method: GET",
                "-H",
                "Access-Control-Request-Headers: authorization",
                url(0, "/sse"));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("authorization");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET");
    }

    @Test
    void ssenotify_replay_isThereForThoseWhoAskForCursors() throws Exception {
        String last;
        try (CurlClient client = CurlClient.listen("-H", bearer("again", "u"), url(0, "/sse?ids=cursor"))) {
            client.awaitBody(body -> body.startsWith("id: "));
            publish("again:channel:u", HELLO);
            last = client.awaitEvents(1).get(0).replaceAll("(?s)id: (.*?)\n.*", "$1");
        }
        for (int n = 1; n <= 10; n++) {
            publish("again:channel:u", "{\"id\":\"%d\",\"type\":\"n\",\"data\":%d}".formatted(n, n));
        }
        String missed = String.join(
                "",
                Stream.iterate(1, n -> n + 1)
                        .limit(10)
                        .map(n -> "id: %d\nevent: n\ndata: %d\n\n".formatted(n, n))
                        .toList());
        try (CurlClient header =
                        CurlClient.listen("-H", bearer("again", "u"), "-H", "Last-Event-ID: " + last, url(1, "/sse"));
                CurlClient query = CurlClient.listen("-H", bearer("again", "u"), url(1, "/sse?lastEventId=" + last))) {
            header.awaitBody(only(missed));
            query.awaitBody(only(missed));
        }
    }

    /** A ping's id, and a publisher's, are no places. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "100", "x:y"})
    void ssenotify_idOfTheOriginal_beginsNow(String id) throws Exception {
        try (CurlClient client =
                CurlClient.listen("-H", bearer("ids", id), "-H", "Last-Event-ID: " + id, url(0, "/sse"))) {
            publish("ids:channel:" + id, HELLO);
            client.awaitBody(only(HELLO_FRAME));
        }
    }

    @Test
    void ssenotify_whatWasPublished_isInTheLogForEverybodyElse() throws Exception {
        publish("1-stand-1:channel:everywhere", HELLO);

        String page = gateways.gateway(0)
                .page("user=me&from=earliest&wait=10s", Tokens.DEFAULT.token("1-stand-1", "everywhere"))
                .body();
        assertThat(page)
                .contains("\"type\":\"ssenotify:message\"")
                .contains("\"payload\":{\"id\":\"100\",\"type\":\"event\",\"data\":{\"hello\":\"world\"}}");
        KafkaAccess kafka = gateways::bootstrapServers;
        assertThat(kafka.read(Topics.EVENTS, 1))
                .anySatisfy(
                        event -> assertThat(new String(event.value(), UTF_8)).contains("user/everywhere"));
    }

    @Test
    void ssenotify_whatOthersPublishForTheUser_isShownToo() throws Exception {
        try (CurlClient client = listen(0, "1-stand-1", "shared")) {
            String event = """
                    {"namespace":"shop","name":"paid","to":"user/shared","payload":{"b":1,"a":2}}""";
            Services.assertStatus(
                    202, gateways.gateway(1).publish(Tokens.DEFAULT.token("1-stand-1", "shop", "event-sender"), event));

            assertThat(client.awaitEvents(1).get(0))
                    .matches("id: [a-z0-9]+:\\d+-\\d+\nevent: paid\ndata: \\{\"a\":2,\"b\":1}\n\n");
        }
    }

    static CurlClient listen(int gateway, String application, String user) throws Exception {
        return CurlClient.listen("-H", bearer(application, user), url(gateway, "/sse"));
    }

    static String bearer(String application, String user) {
        return "Authorization: Bearer " + NotifyToken.of(application, user);
    }

    /** And pings, which come when it takes long. */
    private static Predicate<String> only(String frames) {
        return body -> body.replace(PING, "").equals(frames);
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    private static Answer connections(int gateway, String application, String user) throws Exception {
        return CurlClient.ask(
                "-H", bearer(application, "me"), url(gateway, "/connections/" + application + "/" + user));
    }

    private static String connection(CurlClient client, String user) {
        String id = client.answer().header("X-Connection-Id");
        return ("\"%s\":{\"id\":\"%s\",\"created_at\":0,\"remote_addr\":\"\","
                        + "\"application\":{\"id\":\"lists\"},\"user\":{\"id\":\"%s\"}}")
                .formatted(id, id, user);
    }

    private static void publish(String channel, String message) throws Exception {
        redis.run("PUBLISH", channel, message);
    }

    private static URI url(int gateway, String path) {
        return gateways.gateway(gateway).url(path);
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> properties = new HashMap<>(ON);
        properties.put(key, value);
        return properties;
    }

    private static String expiring(String seconds) {
        long exp = Instant.now().getEpochSecond() + Long.parseLong(seconds);
        return "{\"sub\":\"2-user-2\",\"iss\":\"1-stand-1\",\"exp\":" + exp + "}";
    }

    private static void assertUnauthorized(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }
}
