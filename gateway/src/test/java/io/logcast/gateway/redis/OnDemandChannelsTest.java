package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a Redis that only notes what is said. */
final class OnDemandChannelsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile Consumer<String> beforeItIsSaid = word -> {};
    private ClientResources resources;
    private RedisClient client;
    private RedisLink link;
    private OnDemandChannels channels;

    @BeforeEach
    void start() {
        resources = ClientResources.create();
        client = new NotingClient(resources);
        link = RedisLink.start(client);
        await().atMost(PATIENCE).until(() -> link.commands().isPresent());
        Post post = new Post(link, new RedisCounters());
        ControlChannel control = new ControlChannel(post, "control", "here");
        channels = new OnDemandChannels("test", null, name -> false, Duration.ZERO, new Deaf(), post, control, timer);
    }

    @AfterEach
    void stop() throws Exception {
        timer.shutdownNow();
        link.close();
        client.shutdown();
        resources.shutdown();
    }

    /** By somebody who asks, and by somebody who waits until it is heard. */
    @Test
    void wish_thatBeginsWhileTheLastOneEnds_isSaidAfterThatEnd() {
        assertThat(whatIsSaidWhenSomebodyComesBack(() -> channels.ask("news"))).containsExactly("unwant", "want");
        assertThat(whatIsSaidWhenSomebodyComesBack(() -> channels.want("news"))).containsExactly("unwant", "want");
    }

    private List<String> whatIsSaidWhenSomebodyComesBack(Runnable coming) {
        channels.ask("news");
        said.clear();
        Thread comer = new Thread(coming);
        beforeItIsSaid = word -> {
            if (word.equals("unwant")) {
                comer.start();
                await().atMost(PATIENCE).until(() -> isHeldUp(comer) || !comer.isAlive());
            }
        };
        channels.unwant("news");
        await().atMost(PATIENCE).until(() -> said.size() == 2);
        List<String> both = List.copyOf(said);
        beforeItIsSaid = word -> {};
        channels.unwant("news");
        await().atMost(PATIENCE).until(() -> !channels.hears("news"));
        return both;
    }

    private static boolean isHeldUp(Thread thread) {
        return thread.getState() == Thread.State.BLOCKED;
    }

    private RedisFuture<Long> publish(byte[] message) {
        String word = new String(message, UTF_8).contains("\"want\"") ? "want" : "unwant";
        beforeItIsSaid.accept(word);
        said.add(word);
        return unanswered();
    }

    private static RedisFuture<Long> unanswered() {
        return new AsyncCommand<>(
                new Command<>(CommandType.PUBLISH, new IntegerOutput<>(ByteArrayCodec.INSTANCE), null));
    }

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<? super T> type, InvocationHandler deeds) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, deeds);
    }

    private final class NotingClient extends RedisClient {

        private final RedisAsyncCommands<byte[], byte[]> commands = fake(
                RedisAsyncCommands.class,
                (proxy, method, arguments) ->
                        method.getName().equals("publish") ? publish((byte[]) arguments[1]) : unanswered());

        NotingClient(ClientResources resources) {
            super(resources, RedisURI.create("redis://nowhere"));
        }

        @Override
        public <K, V> StatefulRedisConnection<K, V> connect(RedisCodec<K, V> codec) {
            return fake(
                    StatefulRedisConnection.class,
                    (proxy, method, arguments) -> method.getName().equals("async") ? commands : null);
        }

        @Override
        public <K, V> StatefulRedisPubSubConnection<K, V> connectPubSub(RedisCodec<K, V> codec) {
            return fake(StatefulRedisPubSubConnection.class, (proxy, method, arguments) -> null);
        }
    }

    private static final class Deaf implements Hearing {

        @Override
        public CompletionStage<Void> add(List<String> wanted) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> remove(List<String> unwanted) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
