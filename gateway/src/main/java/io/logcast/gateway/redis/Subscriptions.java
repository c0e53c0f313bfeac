package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The channels that this gateway wants to hear, which are asked for again whenever Redis comes back. From any thread; under
 * its own monitor, so that what is asked for is asked for in the order of the wishes.
 */
final class Subscriptions implements Hearing {

    private final RedisLink link;
    private final Set<String> patterns = new LinkedHashSet<>();
    private final Map<String, Integer> channels = new HashMap<>();
    private final Set<String> unheard = new HashSet<>();
    private boolean held;

    Subscriptions(RedisLink link) {
        this.link = link;
    }

    /** From now on nothing is asked for but by {@link #ahead} and {@link #renew}. */
    synchronized void hold() {
        held = true;
    }

    /** @return completes when this channel is heard, which does not wait for {@link #renew}; fails if Redis is away */
    synchronized CompletionStage<Void> ahead(String channel) {
        channels.putIfAbsent(channel, 1);
        return link.subscriptions()
                .<CompletionStage<Void>>map(redis -> redis.async().subscribe(bytes(channel)))
                .orElseGet(Subscriptions::away);
    }

    synchronized void addPattern(String pattern) {
        patterns.add(pattern);
        connection().ifPresent(redis -> redis.psubscribe(bytes(pattern)));
    }

    @Override
    public synchronized CompletionStage<Void> add(List<String> wanted) {
        wanted.forEach(channel -> channels.merge(channel, 1, Integer::sum));
        return connection()
                .<CompletionStage<Void>>map(redis -> redis.subscribe(array(wanted)))
                .orElseGet(Subscriptions::away);
    }

    @Override
    public synchronized CompletionStage<Void> remove(List<String> unwanted) {
        List<String> gone = new ArrayList<>();
        for (String channel : unwanted) {
            if (channels.computeIfPresent(channel, (key, count) -> count > 1 ? count - 1 : null) == null) {
                gone.add(channel);
            }
        }
        // Without names, the command would mean all.
        return gone.isEmpty() ? CompletableFuture.completedFuture(null) : unsubscribe(gone);
    }

    /**
     * Redis has come, and everything is asked for. lettuce itself asks again for what it knows of; what it did not hear of as
     * unwanted is taken back.
     *
     * @return completes when all is heard; fails if Redis is away
     */
    synchronized CompletionStage<Void> renew() {
        held = false;
        unheard.removeAll(channels.keySet());
        return connection().map(this::renew).orElseGet(Subscriptions::away);
    }

    private CompletionStage<Void> renew(RedisPubSubAsyncCommands<byte[], byte[]> redis) {
        List<RedisFuture<Void>> asked = new ArrayList<>();
        if (!unheard.isEmpty()) {
            unsubscribe(new ArrayList<>(unheard));
        }
        // Who hears requests by name is counted by Node's servers, and has to hear the packets by then.
        patterns.forEach(pattern -> asked.add(redis.psubscribe(bytes(pattern))));
        if (!channels.isEmpty()) {
            asked.add(redis.subscribe(array(channels.keySet())));
        }
        return CompletableFuture.allOf(
                asked.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
    }

    private CompletionStage<Void> unsubscribe(List<String> gone) {
        unheard.addAll(gone);
        return connection()
                .<CompletionStage<Void>>map(redis -> redis.unsubscribe(array(gone)))
                .orElseGet(Subscriptions::away)
                .thenRun(() -> unsubscribed(gone));
    }

    private synchronized void unsubscribed(List<String> gone) {
        gone.forEach(unheard::remove);
    }

    private Optional<RedisPubSubAsyncCommands<byte[], byte[]>> connection() {
        return held ? Optional.empty() : link.subscriptions().map(StatefulRedisPubSubConnection::async);
    }

    private static CompletionStage<Void> away() {
        return CompletableFuture.failedFuture(new IllegalStateException("Redis is away"));
    }

    private static byte[][] array(Collection<String> channels) {
        return channels.stream().map(Subscriptions::bytes).toArray(byte[][]::new);
    }

    private static byte[] bytes(String channel) {
        return channel.getBytes(UTF_8);
    }
}
