package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.logcast.gateway.redis.Emitters.Published;
import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.logcast.testkit.RedisFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real Redis, and what npm's emitters publish, byte by byte. */
final class RedisDoorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String REQUESTS = "socket.io-request#/axr#";

    private final Numbers numbers = this::publishNumbered;
    private RedisFixture redis;
    private RedisClient client;
    private RedisCommands<byte[], byte[]> commands;
    private int started;

    @BeforeEach
    void startRedis() throws IOException {
        redis = RedisFixture.create();
        redis.start();
        client = RedisClient.create(redis.uri().toString());
        commands = client.connect(ByteArrayCodec.INSTANCE).sync();
    }

    @AfterEach
    void stopRedis() throws Exception {
        client.shutdown();
        redis.close();
    }

    @Test
    void redis_30_packetsOfAllEmitters_reachTheirSocketsOnce() throws Exception {
        try (Gateway gateway = listening(Route.DIRECT)) {
            int packets = 0;
            for (Published published : Emitters.all()) {
                publish(published.channel(), published.message());
                packets += published.channel().startsWith("socket.io#") ? 1 : 0;
            }

            long all = packets;
            eventually(() -> gateway.count(Tally.RECEIVED) == all && gateway.count(Tally.DIRECT) == all - 2);
            assertThat(gateway.count(Tally.COPIES)).isEqualTo(2);
            assertThat(gateway.count(Tally.UNREADABLE)).isZero();
            assertThat(gateway.adapter.deeds())
                    .contains(
                            "/axr [allusers] [\"msg\",{\"a\":1}]",
                            "volatile / [r1] [\"msg\",1]",
                            "/axr [a, b] but [c] [\"msg\",1]");
        }
    }

    @Test
    void redis_31_requestsOfTheEmitter_moveSockets_alsoWithAnotherKey() throws Exception {
        RedisSettings settings =
                new RedisSettings(Mode.LISTEN, Route.DIRECT, "my[app]*", 100_000, 10, false, List.of(), List.of());
        try (Gateway gateway = up(Gateway.start(redis.uri(), settings, "a"), 2)) {
            publish(
                    "my[app]*-request#/axr#",
                    "{\"type\":2,\"opts\":{\"rooms\":[\"a\"],\"except\":[]},\"rooms\":[\"b\"]}");
            publish("myapp-request#/axr#", "{\"type\":4,\"opts\":{\"rooms\":[],\"except\":[]},\"close\":true}");
            publish("my[app]*-request#/axr#", "{\"uid\":\"emitter\",\"type\":6,\"data\":[\"hello\",1]}");
            publish("my[app]*#/axr#", "[\"emitter\",{\"type\":2,\"data\":[\"m\"],\"nsp\":\"/axr\"},{}]");

            eventually(() -> gateway.adapter.deeds().size() == 2);
            assertThat(gateway.adapter.deeds()).containsExactly("join /axr [a] [b]", "/axr [] [\"m\"]");
            assertThat(gateway.heard).containsExactly("/axr [\"hello\",1]");
        }
    }

    @Test
    void redis_32_listening_isNotCounted_andNotHeard() throws Exception {
        try (Gateway gateway = listening(Route.LOG)) {
            gateway.adapter.enter("/axr", "s1");
            publish(REQUESTS, "{\"uid\":\"n1\",\"requestId\":\"q\",\"type\":5,\"opts\":{\"rooms\":[],\"except\":[]}}");

            eventually(() -> gateway.count(Tally.IGNORED_REQUESTS) == 1);
            assertThat(subscribers(REQUESTS)).isZero();
            assertThat(commands.pubsubChannels()).containsExactly("socket.io-logcast-control".getBytes(UTF_8));
            assertThat(commands.pubsubNumpat()).isEqualTo(3);
        }
    }

    @Test
    void redis_33_peer_isCountedOnceForEachNamespace_whileItHasSocketsThere() throws Exception {
        try (Gateway gateway = peer("a")) {
            gateway.adapter.enter("/axr", "s1");
            gateway.adapter.enter("/axr", "s2");
            eventually(() -> subscribers(REQUESTS) == 1);

            gateway.adapter.leave("s1");
            gateway.adapter.leave("s2");
            eventually(() -> subscribers(REQUESTS) == 0);

            gateway.adapter.enter("/axr", "s3");
            eventually(() -> subscribers(REQUESTS) == 1);

            gateway.station.leave().toCompletableFuture().get();
            assertThat(subscribers(REQUESTS)).isZero();
            assertThat(commands.pubsubChannels()).isEmpty();
        }
    }

    @Test
    void redis_34_peerThatDies_isNoLongerCounted_andItsSuccessorIs() throws Exception {
        Gateway gateway = peer("a");
        gateway.adapter.enter("/axr", "s1");
        eventually(() -> subscribers(REQUESTS) == 1);

        gateway.kill();
        started--;
        eventually(() -> subscribers(REQUESTS) == 0);

        try (Gateway successor = peer("a2")) {
            successor.adapter.enter("/axr", "s1");
            eventually(() -> subscribers(REQUESTS) == 1);
        }
    }

    @Test
    void redis_35_garbage_isSkipped_andTheNextMessageIsDelivered() throws Exception {
        try (Gateway gateway = listening(Route.DIRECT)) {
            Random random = new Random(35);
            for (int i = 0; i < 500; i++) {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                publish("socket.io#/axr#x#", noise);
                publish(REQUESTS, noise);
            }
            publish("socket.io#/axr#", new byte[100_001]);
            publish("socket.io#/other#", "[\"emitter\",{\"type\":2,\"data\":[\"m\"],\"nsp\":\"/axr\"},{}]");
            Published good = Emitters.of("3.2.0", "of(/axr).to(allusers).emit(msg,{a:1})")
                    .get(0);
            publish(good.channel(), good.message());

            eventually(() -> gateway.count(Tally.DIRECT) == 1);
            assertThat(gateway.adapter.deeds()).containsExactly("/axr [allusers] [\"msg\",{\"a\":1}]");
            assertThat(gateway.count(Tally.UNREADABLE)).isEqualTo(1_000);
            assertThat(gateway.count(Tally.TOO_LARGE)).isEqualTo(1);
            assertThat(gateway.count(Tally.MISDIRECTED)).isEqualTo(1);
        }
    }

    @Test
    void log_isWrittenByOneGateway_andWhenThatGoesByAnother_withNothingLostOrDoubled() throws Exception {
        SharedLog log = new SharedLog();
        try (Gateway one = listening(log);
                Gateway two = listening(log)) {
            publishNumbered(0, 500);
            eventually(() -> log.size() == 500);
            Gateway writer = one.logged().isEmpty() ? two : one;
            Gateway heir = writer == one ? two : one;
            assertThat(heir.logged()).isEmpty();

            publishNumbered(500, 1_000);
            writer.station.leave();
            int published =
                    numbers.publishUntil(1_000, 2_000, () -> !heir.logged().isEmpty());

            eventually(() -> log.size() >= published);
            assertThat(log.texts()).containsExactlyElementsOf(numbered(0, published));
            assertThat(heir.logged()).isNotEmpty();
            assertThat(heir.adapter.deeds()).isEmpty();
        }
        // Long before it would expire.
        await().atMost(Duration.ofSeconds(3))
                .until(() -> commands.get("socket.io-logcast-writer".getBytes(UTF_8)) == null);
    }

    @Test
    void log_lacksAndDoublesNothing_whenItsWriterDies() throws Exception {
        SharedLog log = new SharedLog();
        try (Gateway one = listening(log);
                Gateway two = listening(log)) {
            publishNumbered(0, 500);
            publishEqual(100);
            eventually(() -> log.size() == 600);
            Gateway writer = one.logged().isEmpty() ? two : one;

            for (int i = 500; i < 3_000; i++) {
                publishNumbered(i, i + 1);
                publishEqual(1);
                if (i == 1_000) {
                    writer.kill();
                }
            }

            eventually(() -> log.size() >= 5_600);
            assertThat(log.texts().stream().filter(text -> !text.contains("same")))
                    .doesNotHaveDuplicates();
            assertThat(log.texts().stream().filter(text -> !text.contains("same")))
                    .containsExactlyElementsOf(numbered(0, 3_000));
            assertThat(log.texts().stream().filter(text -> text.contains("same")))
                    .hasSize(2_600);
        }
    }

    /** Whose lease runs on when it is dead already. */
    @Test
    void log_lacksAndDoublesNothing_ofWhatTheSuccessorOfTheOnlyGatewayHears() throws Exception {
        SharedLog log = new SharedLog();
        Gateway gateway = listening(log);
        publishNumbered(0, 500);
        eventually(() -> log.size() == 500);
        gateway.kill();
        started--;

        try (Gateway successor = listening(log)) {
            publishNumbered(500, 1_000);
            publishEqual(10);

            eventually(() -> log.size() >= 1_010);
            assertThat(log.texts().subList(0, 1_000)).containsExactlyElementsOf(numbered(0, 1_000));
            assertThat(log.size()).isEqualTo(1_010);
        }
    }

    @Test
    void log_lacksNothing_whenItsWriterDoesNotHearRedisForAWhile() throws Exception {
        SharedLog log = new SharedLog();
        try (Gateway one = listening(log);
                Gateway two = listening(log)) {
            publishNumbered(0, 1);
            eventually(() -> log.size() == 1);
            boolean oneWrites = two.logged().isEmpty();

            for (int i = 1; i < 2_000; i++) {
                publishNumbered(i, i + 1);
                if (i == 500) {
                    cutOff(oneWrites ? 0 : 1);
                }
            }

            eventually(() -> log.size() >= 2_000);
            assertThat(log.texts()).containsExactlyElementsOf(numbered(0, 2_000));
        }
    }

    @Test
    void redis_thatGoesAndComesBack_isHeardAgain() throws Exception {
        Published packet =
                Emitters.of("3.2.0", "of(/axr).to(allusers).emit(msg,{a:1})").get(0);
        try (Gateway gateway = peer("a")) {
            gateway.adapter.enter("/axr", "s1");
            gateway.adapter.enter("/gone", "s2");
            eventually(() -> subscribers(REQUESTS) == 1);

            redis.stop();
            eventually(() -> !gateway.isUp());
            gateway.adapter.leave("s2");
            gateway.adapter.enter("/new", "s3");
            redis.start();

            eventually(() -> gateway.isUp() && subscribers("socket.io-request#/new#") == 1);
            assertThat(subscribers(REQUESTS)).isEqualTo(1);
            eventually(() -> subscribers("socket.io-request#/gone#") == 0);
            publish(packet.channel(), packet.message());
            eventually(() -> gateway.adapter.deeds().contains("/axr [allusers] [\"msg\",{\"a\":1}]"));
        }
    }

    private Gateway listening(Route route) {
        return route == Route.LOG ? listening(new SharedLog()) : up(listener(route, new SharedLog()), 2);
    }

    /** Which hears farewells, too, and has said that it is here. */
    private Gateway listening(SharedLog log) {
        Gateway gateway = up(listener(Route.LOG, log), 3);
        eventually(() -> gateway.count(Tally.CONTROL) >= 2);
        return gateway;
    }

    private Gateway listener(Route route, SharedLog log) {
        return Gateway.start(redis.uri(), Gateway.settings(Mode.LISTEN, route), "listener-" + System.nanoTime(), log);
    }

    /** Ends the connection by which the gateway hears; it comes back. */
    private void cutOff(int gateway) {
        String line = commands.clientList()
                .lines()
                .filter(RedisDoorTest::hears)
                .toList()
                .get(gateway);
        commands.clientKill(KillArgs.Builder.id(Long.parseLong(line.replaceAll(".*\\bid=(\\d+) .*", "$1"))));
    }

    private Gateway peer(String name) {
        return up(Gateway.start(redis.uri(), Gateway.settings(Mode.PEER, Route.DIRECT), name), 1);
    }

    /** @param patterns that it asks for, one after the other; with the last of them it hears everything */
    private Gateway up(Gateway gateway, int patterns) {
        started++;
        eventually(() -> gateway.isUp() && hearing(patterns) == started);
        return gateway;
    }

    private long hearing(int patterns) {
        return commands.clientList()
                .lines()
                .filter(client -> client.contains(" psub=" + patterns + " "))
                .count();
    }

    private static boolean hears(String client) {
        return client.contains(" psub=") && !client.contains(" psub=0");
    }

    private long subscribers(String channel) {
        try {
            Map<byte[], Long> counts = commands.pubsubNumsub(channel.getBytes(UTF_8));
            return counts.values().iterator().next();
        } catch (RedisException e) {
            return -1;
        }
    }

    private void publish(String channel, String message) {
        publish(channel, message.getBytes(UTF_8));
    }

    private void publish(String channel, byte[] message) {
        commands.publish(channel.getBytes(UTF_8), message);
    }

    private void publishNumbered(int from, int until) {
        for (int i = from; i < until; i++) {
            publish("socket.io#/axr#", "[\"emitter\",{\"type\":2,\"data\":[\"m\"," + i + "],\"nsp\":\"/axr\"},{}]");
        }
    }

    private void publishEqual(int times) {
        for (int i = 0; i < times; i++) {
            publish("socket.io#/axr#", "[\"emitter\",{\"type\":2,\"data\":[\"same\"],\"nsp\":\"/axr\"},{}]");
        }
    }

    private static List<String> numbered(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(i -> "/axr [] [\"m\"," + i + "]")
                .toList();
    }

    private static void eventually(BooleanSupplier condition) {
        Callable<Boolean> holds = condition::getAsBoolean;
        await().atMost(PATIENCE).until(holds);
    }
}
