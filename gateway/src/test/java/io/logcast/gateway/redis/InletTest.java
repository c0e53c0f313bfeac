package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.logcast.channel.Channel;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.gateway.redis.RedisInlet.OnDemand;
import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.logcast.testkit.RedisFixture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real Redis. */
final class InletTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final SharedLog log = new SharedLog();
    private RedisFixture redis;
    private RedisClient client;
    private RedisCommands<byte[], byte[]> commands;

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
    void channel_thatOneGatewayWants_isHeardByAll_asLongAsItDoes() throws Exception {
        try (Gateway one = gateway("one");
                Gateway two = gateway("two")) {
            OnDemand ones = onDemand(one);
            OnDemand twos = onDemand(two);
            eventually(() -> hearing(1) == 2);

            get(ones.want("news"));
            assertThat(subscribers("news")).isEqualTo(2);
            get(ones.want("news"));
            get(twos.want("news"));

            ones.unwant("news");
            ones.unwant("news");
            assertThat(subscribers("news")).isEqualTo(2);
            twos.unwant("news");
            eventually(() -> subscribers("news") == 0);
        }
    }

    @Test
    void gateway_thatComesLater_hearsWhatOthersWant_andWhatADeadOneWantsIsForgotten() throws Exception {
        Gateway one = gateway("one");
        get(onDemand(one).want("news"));
        try (Gateway two = gateway("two")) {
            onDemand(two);
            eventually(() -> subscribers("news") == 2);

            one.kill();

            eventually(() -> subscribers("news") == 0);
        }
    }

    @Test
    void messages_areWrittenOnce_inTheirOrder_byPatternAndByName_andTheUnreadableSkipped() throws Exception {
        try (Gateway one = gateway("one");
                Gateway two = gateway("two")) {
            one.station.inlet().hear("app:*", InletTest::event);
            two.station.inlet().hear("app:*", InletTest::event);
            OnDemand wanted = onDemand(one);
            onDemand(two);
            eventually(() -> hearing(2) == 2);
            get(wanted.want("news"));
            eventually(() -> one.count(Tally.CONTROL) > 0 && two.count(Tally.CONTROL) > 0);

            publish("app:other", "bad");
            publish("app:other", "1");
            publish("news", "2");

            eventually(() -> log.size() >= 2);
            assertThat(log.texts()).containsExactly("room/app:other \"1\"", "room/news \"2\"");
            eventually(() -> one.count(Tally.UNREADABLE) == 1 && two.count(Tally.UNREADABLE) == 1);
        }
    }

    /** Whoever names a channel may be anybody. */
    @Test
    void channelOfSomebodyElse_isNeitherWantedNorPublishedTo() throws Exception {
        try (Gateway one = gateway("one")) {
            one.station.inlet().hear("app:*", InletTest::event);
            OnDemand channels = onDemand(one);

            for (String foreign : List.of("app:news", "socket.io#/axr#", "socket.io-request#/#", "__keyspace@0__:k")) {
                assertThat(channels.isForeign(foreign)).as(foreign).isTrue();
                assertThatThrownBy(() -> channels.want(foreign)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> channels.publish(foreign, new byte[0]))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(channels.isForeign("news")).isFalse();
        }
    }

    @Test
    void log_lacksAndDoublesNothing_whenTheOneThatWantsADynamicChannelDies() throws Exception {
        Gateway one = gateway("one");
        OnDemand ones = onDemand(one);
        try (Gateway two = gateway("two")) {
            OnDemand twos = onDemand(two);
            eventually(() -> hearing(1) == 2);
            get(ones.want("news"));

            for (int i = 0; i < 1_000; i++) {
                publish("news", Integer.toString(i));
                if (i == 400) {
                    one.kill();
                    // Its clients come here.
                    get(twos.want("news"));
                }
            }

            eventually(() -> log.size() >= 1_000);
            assertThat(log.texts())
                    .containsExactlyElementsOf(IntStream.range(0, 1_000)
                            .mapToObj(i -> "room/news \"" + i + "\"")
                            .toList());
        }
    }

    @Test
    void publish_saysHowManyHaveHeard() throws Exception {
        try (Gateway one = gateway("one")) {
            OnDemand wanted = onDemand(one);
            eventually(() -> hearing(1) == 1);
            get(wanted.want("news"));

            assertThat(get(one.station.inlet().publish("news", "1".getBytes(UTF_8))))
                    .isEqualTo(1L);
            assertThat(get(one.station.inlet().publish("others", "1".getBytes(UTF_8))))
                    .isZero();
        }
    }

    private Gateway gateway(String name) {
        Gateway gateway = Gateway.start(redis.uri(), Gateway.settings(Mode.OFF, Route.LOG), name, log);
        eventually(gateway::isUp);
        return gateway;
    }

    private static OnDemand onDemand(Gateway gateway) {
        return gateway.station.inlet().onDemand("test", InletTest::event);
    }

    private static Event event(String channel, byte[] message) throws Unreadable {
        String text = new String(message, UTF_8);
        if (text.equals("bad")) {
            throw new Unreadable("is bad");
        }
        return new Event(
                TenantId.CORE,
                EventId.random(),
                "/test",
                EventType.parse("test:message"),
                Instant.now(),
                null,
                null,
                TextNode.valueOf(text),
                channel,
                new Channel(Channel.Kind.ROOM, channel),
                null);
    }

    private void publish(String channel, String message) {
        commands.publish(channel.getBytes(UTF_8), message.getBytes(UTF_8));
    }

    /**
     * How many gateways hear so many patterns: farewells, and what a test asks for. None does before it has heard its own hello;
     * until then the channels that it wants are not asked for either.
     */
    private long hearing(int patterns) {
        return commands.clientList()
                .lines()
                .filter(client -> client.contains(" psub=" + patterns + " "))
                .count();
    }

    private long subscribers(String channel) {
        return commands.pubsubNumsub(channel.getBytes(UTF_8))
                .values()
                .iterator()
                .next();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void eventually(BooleanSupplier condition) {
        Callable<Boolean> holds = condition::getAsBoolean;
        await().atMost(PATIENCE).until(holds);
    }
}
