package io.logcast.gateway.app;

import io.logcast.gateway.fanout.Fanout;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Not ready as soon as nobody is taken in any more, so that a load balancer sends those who come back elsewhere. */
@Singleton
@Readiness
final class SubscribersCheck implements HealthIndicator {

    private final Fanout fanout;

    SubscribersCheck(Fanout fanout) {
        this.fanout = fanout;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                HealthResult.builder("subscribers", fanout.isDraining() ? HealthStatus.DOWN : HealthStatus.UP)
                        .details(Map.of("connected", fanout.subscribers(), "stopping", fanout.isDraining()))
                        .build());
    }
}
