package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two streams over the same events, and who sees what of them. */
final class StreamAccessTest {

    private static final Tokens TOKENS = Tokens.DEFAULT;
    private static final String ADMIN = TOKENS.token("acme", "admin", "event-sender", "stream-admin");
    private static final String CLERK = TOKENS.token("acme", "clerk", "clerk");
    private static final String BOSS = TOKENS.token("acme", "boss", "clerk", "boss");
    private static final String LISTENER = TOKENS.token("acme", "any", "stream-listener");
    private static final String STRANGER = TOKENS.token("other", "stranger", "clerk", "boss", "stream-listener");

    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        services = Services.start();
        define("desk", """
                {"subscriberRoles":["clerk"],"events":[
                  {"namespace":"shop","name":"sold","map":{"item":"payload.items[0].sku"}},
                  {"namespace":"shop","name":"counted","map":{"till":"payload.till"},"roles":["boss"]}]}""");
        define("north", """
                {"subscriberRoles":["boss"],"events":[
                  {"namespace":"shop","name":"sold","criteria":{"context":{"region":"north"}},"map":{"total":"payload.total"}}]}""");
        define("window", """
                {"publicSubscribe":true,"events":[{"namespace":"shop","name":"sold","map":{}}]}""");
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
    }

    @Test
    void twoStreams_overTheSameEvents_showWhatEachDefines() throws Exception {
        try (SseRecorder desk = services.subscribe("stream=desk", BOSS);
                SseRecorder north = services.subscribe("stream=north", BOSS)) {
            sell("north", 7);
            sell("south", 8);
            sell("north", 9);

            assertThat(desk.awaitMessages(3))
                    .allSatisfy(message -> assertThat(message)
                            .isEqualTo(
                                    "{\"tenant\":\"acme\",\"namespace\":\"shop\",\"name\":\"sold\",\"context\":{\"region\":\"%s\"},\"item\":\"lamp\"}"
                                            .formatted(message.contains("north") ? "north" : "south")));
            assertThat(north.awaitMessages(2))
                    .extracting(message -> message.replaceAll(".*\"total\":(\\d+)}", "$1"))
                    .containsExactly("7", "9");
        }
    }

    @Test
    void delivery_withRoles_reachesOnlyTheirHolders() throws Exception {
        try (SseRecorder clerk = services.subscribe("stream=desk", CLERK);
                SseRecorder boss = services.subscribe("stream=desk", BOSS)) {
            clerk.awaitFrames(1);
            boss.awaitFrames(1);
            publish("counted", "{\"till\":1}");
            sell("west", 1);

            assertThat(boss.awaitMessages(2)).anyMatch(message -> message.contains("\"till\":1"));
            assertThat(clerk.awaitMessages(1)).noneMatch(message -> message.contains("till"));
            String between = clerk.frames().get(0).id();
            try (SseRecorder replayed = services.subscribe("stream=desk", CLERK, between)) {
                assertThat(replayed.awaitMessages(1)).noneMatch(message -> message.contains("till"));
            }
        }
    }

    @Test
    void subscribe_withTheWrongRole_is403BeforeAnyByteOfTheStream() throws Exception {
        refused("stream=north", CLERK, 403);
        refused("stream=desk&stream=north", CLERK, 403);
    }

    @Test
    void subscribe_withoutAToken_is401() throws Exception {
        refused("stream=desk&tenant=acme", null, 401);
        refused("stream=desk", null, 401);
        refused("stream=desk", "not-a-token", 401);
        refused("stream=desk", TOKENS.token(Duration.ofHours(-1), "acme", "clerk", "clerk"), 401);
        refused(
                "stream=desk",
                new Tokens("another-secret-that-nobody-here-knows-at-all").token("acme", "x", "clerk"),
                401);
    }

    @Test
    void subscribe_withAnotherTenantsToken_seesNothing() throws Exception {
        refused("stream=desk", STRANGER, 404);
        refused("stream=desk&tenant=acme", STRANGER, 403);
        refused("stream=nosuch&tenant=acme", STRANGER, 403);
    }

    @Test
    void subscribe_toAPublicStream_needsNoToken() throws Exception {
        try (SseRecorder window = services.subscribe("stream=window&tenant=acme", null)) {
            window.awaitFrames(1);
            sell("east", 3);
            assertThat(window.awaitMessages(1).get(0)).doesNotContain("payload").contains("\"region\":\"east\"");
        }
    }

    @Test
    void subscribe_asStreamListener_seesEveryStreamOfTheTenant() throws Exception {
        try (SseRecorder north = services.subscribe("stream=north", LISTENER)) {
            north.awaitFrames(1);
            sell("north", 5);
            assertThat(north.awaitMessages(1)).hasSize(1);
        }
    }

    @Test
    void subscribe_byTokenInTheQuery_works() throws Exception {
        try (SseRecorder desk = services.subscribe("stream=desk&token=" + CLERK, null)) {
            assertThat(desk.status()).isEqualTo(200);
        }
    }

    @Test
    void stream_whoseTokenExpires_endsWithTheReason() throws Exception {
        String shortLived = TOKENS.token(Duration.ofSeconds(10), "acme", "clerk", "clerk");

        try (SseRecorder desk = services.subscribe("stream=desk", shortLived)) {
            assertThat(desk.status()).isEqualTo(200);
            desk.awaitClosed();
            assertThat(desk.frames())
                    .last()
                    .satisfies(frame -> assertThat(List.of(frame.event(), frame.data()))
                            .containsExactly("logcast.close", "{\"reason\":\"token-expired\",\"reconnect\":false}"));
        }
    }

    private static void refused(String query, String token, int status) throws Exception {
        try (SseRecorder answer = services.subscribe(query, token)) {
            assertThat(answer.status()).as(query).isEqualTo(status);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("data:");
        }
    }

    private static void sell(String region, int total) throws Exception {
        assertStatus(202, services.publish(ADMIN, """
                {"namespace":"shop","name":"sold","context":{"region":"%s"},
                 "payload":{"total":%d,"items":[{"sku":"lamp"}]}}""".formatted(region, total)));
    }

    private static void publish(String name, String payload) throws Exception {
        assertStatus(202, services.publish(ADMIN, """
                {"namespace":"shop","name":"%s","payload":%s}""".formatted(name, payload)));
    }

    private static void define(String id, String definition) throws Exception {
        assertStatus(201, services.define(ADMIN, id, definition));
    }
}
