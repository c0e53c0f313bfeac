package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import io.logcast.node.warning.Seldom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sharded channels that this gateway wants to hear. They have no patterns, and a Redis before 7 has none of them: nothing
 * else depends on whether they are heard. From any thread; under its own monitor, so that what is asked for is asked for in
 * the order of the wishes.
 */
final class ShardSubscriptions implements Hearing {

    private static final Logger LOG = LoggerFactory.getLogger(ShardSubscriptions.class);

    private final RedisLink link;
    private final Map<String, Integer> channels = new HashMap<>();

    /** What Redis has not been told, for it was away or too much was on its way there. */
    private final Set<String> untold = new HashSet<>();

    private final Seldom seldom = new Seldom(LOG);
    private boolean held;

    ShardSubscriptions(RedisLink link) {
        this.link = link;
    }

    /** From now on nothing is asked for but by {@link #renew}. */
    synchronized void hold() {
        held = true;
    }

    @Override
    public synchronized CompletionStage<Void> add(List<String> wanted) {
        wanted.forEach(channel -> channels.merge(channel, 1, Integer::sum));
        return tell(wanted);
    }

    @Override
    public synchronized CompletionStage<Void> remove(List<String> unwanted) {
        List<String> gone = new ArrayList<>();
        for (String channel : unwanted) {
            if (channels.computeIfPresent(channel, (key, count) -> count > 1 ? count - 1 : null) == null) {
                gone.add(channel);
            }
        }
        return tell(gone);
    }

    /** Redis has come. lettuce itself asks again for what it knows of. */
    synchronized void renew() {
        held = false;
        untold.addAll(channels.keySet());
        retry();
    }

    /** From time to time. */
    synchronized void retry() {
        if (!untold.isEmpty() && !held && link.isUp()) {
            List<String> again = List.copyOf(untold);
            untold.clear();
            tell(again);
        }
    }

    /** That these are wanted or, by now, not. */
    private CompletionStage<Void> tell(Collection<String> names) {
        List<String> wanted = names.stream().filter(channels::containsKey).toList();
        List<String> unwanted =
                names.stream().filter(name -> !channels.containsKey(name)).toList();
        return CompletableFuture.allOf(
                tell(wanted, RedisPubSubAsyncCommands::ssubscribe),
                tell(unwanted, RedisPubSubAsyncCommands::sunsubscribe));
    }

    private CompletableFuture<Void> tell(List<String> names, Command command) {
        if (names.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        byte[][] array = names.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
        return connection()
                .map(redis -> command.run(redis, array).toCompletableFuture())
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("Redis is away")))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        failed(names, failure);
                    }
                });
    }

    private synchronized void failed(List<String> names, Throwable failure) {
        untold.addAll(names);
        if (link.isUp() && !held) {
            seldom.warn("{} sharded channels of Redis cannot be heard: {}", untold.size(), failure.toString());
        }
    }

    private Optional<RedisPubSubAsyncCommands<byte[], byte[]>> connection() {
        return held ? Optional.empty() : link.subscriptions().map(StatefulRedisPubSubConnection::async);
    }

    @FunctionalInterface
    private interface Command {

        CompletionStage<Void> run(RedisPubSubAsyncCommands<byte[], byte[]> redis, byte[][] names);
    }
}
