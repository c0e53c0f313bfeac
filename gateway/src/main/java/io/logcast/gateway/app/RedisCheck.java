package io.logcast.gateway.app;

import io.logcast.gateway.redis.RedisLink;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Says how Redis is without making the gateway unready: only the doors through Redis need it. */
@Singleton
@Readiness
@Requires(bean = RedisLink.class)
final class RedisCheck implements HealthIndicator {

    private final RedisLink link;

    RedisCheck(RedisLink link) {
        this.link = link;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("redis", HealthStatus.UP)
                .details(Map.of("redis", link.isUp() ? "up" : "down"))
                .build());
    }
}
