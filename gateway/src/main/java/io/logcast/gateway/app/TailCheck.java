package io.logcast.gateway.app;

import io.logcast.gateway.tail.TailReader;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Not ready until the end of the log is being followed: before that nobody can subscribe. */
@Singleton
@Readiness
final class TailCheck implements HealthIndicator {

    private final TailReader reader;

    TailCheck(TailReader reader) {
        this.reader = reader;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        HealthResult.Builder result = HealthResult.builder("tail");
        return Publishers.just(reader.tail()
                .map(tail -> result.status(HealthStatus.UP)
                        .details(Map.of("epoch", tail.epoch().value()))
                        .build())
                .orElseGet(() -> result.status(HealthStatus.DOWN)
                        .details(Map.of("cause", "the log is not being followed yet"))
                        .build()));
    }
}
