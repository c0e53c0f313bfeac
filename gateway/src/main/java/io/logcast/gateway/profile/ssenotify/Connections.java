package io.logcast.gateway.profile.ssenotify;

import io.logcast.event.TenantId;
import io.logcast.gateway.redis.RedisLink;
import io.logcast.gateway.redis.RedisScripts;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected to any gateway, in Redis: the hash {@code <iss>:client:<sub>} that publishers look at, and two sorted sets
 * of Logcast's own, in which each connection has a time at which it is forgotten. The gateway that has it puts that time off.
 * So what a dead one leaves behind is gone after a while, and what Redis has lost is there again.
 *
 * <p>From any thread; under its own monitor, so that Redis is told in the order in which things happened.
 */
@Singleton
@Requires(property = NotifySettings.ENABLED, value = "true")
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** Of one script, which Redis does in one go: then others come first. */
    private static final int MOST_AT_ONCE = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** {@code ARGV}: the term in milliseconds, then application, user and entry of each connection. */
    private static final String EACH = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local term = tonumber(ARGV[1])
            for i = 2, #ARGV, 3 do
              local app, user, entry = ARGV[i], ARGV[i + 1], ARGV[i + 2]
              local client = app .. ':client:' .. user
              local mine = 'logcast:ssenotify:user:' .. app .. ':' .. user
              local all = 'logcast:ssenotify:application:' .. app
              %s
            end
            return {}
            """;

    private static final String KEEP = EACH.formatted("""
            redis.call('HSET', client, 'application_id', app, 'user_id', user, 'channel_id', app .. ':channel:' .. user)
            redis.call('ZADD', mine, now + term, entry)
            redis.call('ZADD', all, now + term, entry)
            for _, key in ipairs({client, mine, all}) do redis.call('PEXPIRE', key, term) end
            """);

    private static final String LEAVE = EACH.formatted("""
            redis.call('ZREM', all, entry)
            redis.call('ZREM', mine, entry)
            redis.call('ZREMRANGEBYSCORE', mine, '-inf', now)
            if redis.call('EXISTS', mine) == 0 then redis.call('DEL', client) end
            """);

    private static final String LIST = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', ARGV[1], '-inf', now)
            return redis.call('ZRANGE', ARGV[1], 0, -1)
            """;

    private final RedisScripts redis;
    private final Duration term;
    private final Map<String, NotifyConnection> here = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Connections::timerThread);
    private long renewAt = System.nanoTime();
    /** Whether Redis may not know all of them. */
    private volatile boolean behind;

    Connections(RedisLink link, NotifySettings settings) {
        this.redis = new RedisScripts(link);
        this.term = settings.presenceTerm();
        timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** @return completes when Redis knows of it, or does not answer: then it is told later. Never fails */
    synchronized CompletionStage<Void> open(NotifyConnection connection) {
        here.put(connection.id(), connection);
        return keep(List.of(connection))
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(away -> null);
    }

    synchronized void close(NotifyConnection connection) {
        if (here.remove(connection.id()) != null) {
            leave(List.of(connection));
        }
    }

    /** Of all gateways; fails if Redis is away. */
    CompletionStage<List<NotifyConnection>> of(TenantId application) {
        return list("logcast:ssenotify:application:" + application, application);
    }

    /** Of all gateways; fails if Redis is away. */
    CompletionStage<List<NotifyConnection>> of(NotifyUser user) {
        return list("logcast:ssenotify:user:" + user.application() + ":" + user.id(), user.application());
    }

    /** Whoever is still here is not any more. */
    @PreDestroy
    void stop() throws InterruptedException {
        timer.shutdownNow();
        try {
            leaveAll().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Redis is away: it forgets them by itself.", e);
        }
    }

    private synchronized CompletableFuture<Void> leaveAll() {
        List<NotifyConnection> left = new ArrayList<>(here.values());
        here.clear();
        return leave(left);
    }

    private synchronized void tick() {
        if (behind || System.nanoTime() - renewAt >= 0) {
            behind = false;
            renewAt = System.nanoTime() + term.dividedBy(3).toNanos();
            keep(new ArrayList<>(here.values()));
        }
    }

    private CompletableFuture<Void> keep(List<NotifyConnection> connections) {
        return run(KEEP, connections).whenComplete((done, failure) -> {
            if (failure != null) {
                behind = true;
                LOG.debug("Redis does not know who is connected.", failure);
            }
        });
    }

    private CompletableFuture<Void> leave(List<NotifyConnection> connections) {
        return run(LEAVE, connections);
    }

    private CompletableFuture<Void> run(String script, List<NotifyConnection> connections) {
        List<CompletableFuture<?>> parts = new ArrayList<>();
        for (int from = 0; from < connections.size(); from += MOST_AT_ONCE) {
            List<String> arguments = new ArrayList<>(List.of(Long.toString(term.toMillis())));
            connections
                    .subList(from, Math.min(connections.size(), from + MOST_AT_ONCE))
                    .forEach(connection -> arguments.addAll(List.of(
                            connection.user().application().value(),
                            connection.user().id(),
                            connection.entry())));
            parts.add(redis.run(script, arguments).toCompletableFuture());
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
    }

    private CompletionStage<List<NotifyConnection>> list(String key, TenantId application) {
        return redis.run(LIST, List.of(key))
                .toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(entries -> entries.stream()
                        .map(entry -> NotifyConnection.parse(application, entry))
                        .toList());
    }

    private static Thread timerThread(Runnable task) {
        Thread thread = new Thread(task, "logcast-ssenotify");
        thread.setDaemon(true);
        return thread;
    }
}
