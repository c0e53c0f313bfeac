package io.logcast.node.health;

import io.logcast.node.broker.BrokerState;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Not ready while Kafka is away, with the time and the cause. */
@Singleton
@Readiness
public final class KafkaHealth implements HealthIndicator {

    private final BrokerWatch watch;
    private final KafkaSettings settings;

    KafkaHealth(BrokerWatch watch, KafkaSettings settings) {
        this.watch = watch;
        this.settings = settings;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(result(watch.state()));
    }

    private HealthResult result(BrokerState state) {
        if (state instanceof BrokerState.Unreachable away) {
            return HealthResult.builder("kafka", HealthStatus.DOWN)
                    .details(Map.of(
                            "bootstrapServers",
                            settings.bootstrapServers(),
                            "since",
                            away.since().toString(),
                            "cause",
                            away.cause()))
                    .build();
        }
        return HealthResult.builder("kafka", HealthStatus.UP)
                .details(Map.of("bootstrapServers", settings.bootstrapServers()))
                .build();
    }
}
