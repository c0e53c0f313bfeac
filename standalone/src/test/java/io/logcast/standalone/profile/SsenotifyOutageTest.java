package io.logcast.standalone.profile;

import static io.logcast.standalone.profile.SsenotifyTest.bearer;
import static io.logcast.standalone.profile.SsenotifyTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.standalone.KillableGateway;
import io.logcast.standalone.Services;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.RedisFixture;
import io.logcast.testkit.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the users of ssenotify when Redis or a gateway is away. */
final class SsenotifyOutageTest {

    /** What a dead gateway has left behind is soon gone. */
    private static final Map<String, Object> ON = quick();

    private static final String HELLO = """
            {"id":"100", "type":"event", "data":{"hello":"world"}}""";
    private static final String HELLO_FRAME = "id: 100\nevent: event\ndata: {\"hello\":\"world\"}\n\n";

    /** In the original a crash leaves the hash for ever, and the list is that of one process. */
    @Test
    void ssenotify_02_killedGateway_leavesNothingBehind_andItsUsersMissNothing() throws Exception {
        try (KillableGateway killable = KillableGateway.start(ON);
                Services other = Services.on(
                        killable::bootstrapServers, with(killable.redis().toString()))) {
            other.awaitReady();
            RedisCli redis = new RedisCli(killable.redis());
            String last;
            try (CurlClient client = CurlClient.listen("-H", bearer("app", "u"), killable.url("/sse?ids=cursor"))) {
                client.awaitBody(body -> body.endsWith("\n\n"));
                last = client.body().trim().substring("id: ".length());
                assertThat(list(other)).isEqualTo(200);
                killable.conductor().conduct("kill");
                client.awaitEnd();
            }
            eventually(() -> assertThat(redis.exists("app:client:u")).isFalse());
            assertThat(list(other)).isEqualTo(204);
            assertThat(String.join("", redis.run("KEYS", "logcast:ssenotify:*")))
                    .isEmpty();

            // The dead one may still be the writer, and what comes meanwhile is in nobody's log.
            try (CurlClient client =
                    CurlClient.listen("-H", bearer("app", "u"), "-H", "Last-Event-ID: " + last, other.url("/sse"))) {
                eventually(() -> {
                    redis.run("PUBLISH", "app:channel:u", HELLO);
                    assertThat(client.body()).contains(HELLO_FRAME);
                });
            }
        }
    }

    /** The original answers 500, and keeps the connection in its list for ever. */
    @Test
    void ssenotify_redisAway_streamsAllTheSame_andTheHashIsThereWhenRedisIs() throws Exception {
        try (KafkaFixture kafka = KafkaFixture.start();
                RedisFixture away = RedisFixture.create();
                Services services = Services.on(kafka, with(away.uri().toString()))) {
            services.awaitReady();
            try (CurlClient client = CurlClient.listen("-H", bearer("app", "u"), services.url("/sse"))) {
                assertThat(client.answer().status()).isEqualTo(200);
                CurlClient.Answer list = CurlClient.ask("-H", bearer("app", "u"), services.url("/connections/app"));
                assertThat(list.status()).isEqualTo(503);
                assertThat(list.body()).isEmpty();
                assertThat(list.header("Retry-After")).isEqualTo("1");

                String event = "{\"namespace\":\"shop\",\"name\":\"paid\",\"to\":\"user/u\",\"payload\":{}}";
                Services.assertStatus(
                        202, services.publish(Tokens.DEFAULT.token("app", "shop", "event-sender"), event));
                assertThat(client.awaitEvents(1)).hasSize(1);

                away.start();
                RedisCli redis = new RedisCli(away.uri());
                eventually(() -> assertThat(redis.run("HGETALL", "app:client:u"))
                        .isEqualTo(List.of("application_id", "app", "user_id", "u", "channel_id", "app:channel:u")));
                eventually(() -> {
                    redis.run("PUBLISH", "app:channel:u", HELLO);
                    assertThat(client.body()).contains(HELLO_FRAME);
                });
            }
        }
    }

    private static int list(Services gateway) throws Exception {
        return CurlClient.ask("-H", bearer("app", "me"), gateway.url("/connections/app"))
                .status();
    }

    private static Map<String, Object> quick() {
        Map<String, Object> properties = new HashMap<>(SsenotifyTest.ON);
        properties.put(SsenotifyTest.PRESENCE_TERM, "3s");
        return Map.copyOf(properties);
    }

    private static Map<String, Object> with(String redis) {
        Map<String, Object> properties = new HashMap<>(ON);
        properties.put("redis.uri", redis);
        return properties;
    }
}
