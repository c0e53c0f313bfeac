package io.logcast.node.health;

import io.logcast.node.definition.DefinitionTable;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Not ready until the stream definitions have been read to their end once. */
@Singleton
@Readiness
public final class DefinitionHealth implements HealthIndicator {

    private final DefinitionTable table;

    DefinitionHealth(DefinitionTable table) {
        this.table = table;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        long position = table.position();
        return Publishers.just(
                HealthResult.builder("stream-definitions", position < 0 ? HealthStatus.DOWN : HealthStatus.UP)
                        .details(Map.of("definitions", table.snapshot().size(), "position", position))
                        .build());
    }
}
