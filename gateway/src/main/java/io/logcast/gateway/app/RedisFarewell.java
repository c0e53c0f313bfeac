package io.logcast.gateway.app;

import io.logcast.gateway.redis.RedisStation;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Before {@link Drain} sends the clients away, the other servers are told not to count on this gateway any more. */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
@Requires(bean = RedisStation.class)
final class RedisFarewell implements ApplicationEventListener<ShutdownEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(RedisFarewell.class);

    private final RedisStation station;

    RedisFarewell(RedisStation station) {
        this.station = station;
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        try {
            station.leave().toCompletableFuture().get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("Redis is away: the other servers notice by themselves.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
