package io.logcast.gateway.app;

import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.logcast.event.TenantId;
import io.logcast.gateway.ingress.RecentRecords;
import io.logcast.gateway.redis.NamespaceTenants;
import io.logcast.gateway.redis.PacketLog;
import io.logcast.gateway.redis.RecentLog;
import io.logcast.gateway.redis.RedisDoor;
import io.logcast.gateway.redis.RedisInlet;
import io.logcast.gateway.redis.RedisLink;
import io.logcast.gateway.redis.RedisStation;
import io.logcast.gateway.redis.ServerSideEvents;
import io.logcast.gateway.socketio.Adapter;
import io.logcast.node.event.EventLog;
import io.micronaut.configuration.lettuce.DefaultRedisClientFactory;
import io.micronaut.configuration.lettuce.DefaultRedisConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Wires the connection to Redis, and the doors through it. */
@Factory
@Requires(property = "redis.uri")
final class RedisFactory {

    /** lettuce's own goes up to 30 s: so long would those who publish wait for a Redis that is there again. */
    private static final Delay RECONNECTS =
            Delay.exponential(Duration.ZERO, Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS);

    @Singleton
    @Bean(preDestroy = "shutdown")
    ClientResources redisResources() {
        return ClientResources.builder().reconnectDelay(RECONNECTS).build();
    }

    /**
     * Micronaut's own makes a copy of the resources as soon as something about them is set, and never closes it: its timers and
     * executors would go on, with what attempts to connect have left there for the next minute.
     */
    @Singleton
    @Bean(preDestroy = "shutdown")
    @Replaces(value = RedisClient.class, factory = DefaultRedisClientFactory.class)
    RedisClient redisClient(DefaultRedisConfiguration redis, ClientResources resources) {
        return RedisClient.create(resources, redis.getUri().orElse(redis));
    }

    @Context
    @Bean(preDestroy = "close")
    RedisLink redisLink(RedisClient client) {
        return RedisLink.start(client);
    }

    @Context
    @Bean(preDestroy = "close")
    RedisStation redisStation(RedisLink link, RedisDoorSettings settings, EventLog events, RecentRecords recent) {
        String node = UUID.randomUUID().toString();
        return RedisStation.open(link, settings.toRedis(), node, events, new Recent(recent));
    }

    @Singleton
    RedisInlet redisInlet(RedisStation station) {
        return station.inlet();
    }

    /** As soon as there are sockets that could be reached through it. */
    @Context
    @Requires(beans = {Adapter.class, PacketLog.class, NamespaceTenants.class})
    @Requires(property = "logcast.redis.mode", notEquals = "off")
    RedisDoor redisDoor(
            RedisStation station,
            RedisDoorSettings settings,
            Adapter adapter,
            PacketLog log,
            NamespaceTenants tenants,
            @Nullable ServerSideEvents events) {
        ServerSideEvents heard = events == null ? ServerSideEvents.IGNORED : events;
        return RedisDoor.open(station, settings.toRedis(), new RedisDoor.Inside(adapter, log, tenants, heard));
    }

    private record Recent(RecentRecords records) implements RecentLog {

        @Override
        public CompletionStage<Set<String>> packets(Set<TenantId> tenants, Instant since) {
            return records.packets(tenants, since);
        }

        @Override
        public CompletionStage<Set<String>> events(Set<TenantId> tenants, Instant since) {
            return records.events(tenants, since);
        }
    }
}
