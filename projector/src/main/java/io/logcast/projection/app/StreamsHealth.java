package io.logcast.projection.app;

import io.logcast.deadletter.DeadLetter.Stage;
import io.logcast.projection.ProjectionCounters;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams.State;
import org.reactivestreams.Publisher;

/** Ready when at least one partition is projected here: before that, and while all of them are moving, no event passes. */
@Singleton
@Readiness
final class StreamsHealth implements HealthIndicator {

    private final StreamsLifecycle streams;
    private final ProjectionCounters counters;

    StreamsHealth(StreamsLifecycle streams, ProjectionCounters counters) {
        this.streams = streams;
        this.counters = counters;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        State state = streams.state();
        int tasks = streams.tasks();
        boolean flows = state == State.RUNNING && tasks > 0;
        return Publishers.just(HealthResult.builder("projection", flows ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details(state, tasks))
                .build());
    }

    private Map<String, Object> details(State state, int tasks) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", state.name());
        details.put("partitions", tasks);
        details.put("events", counters.events());
        details.put("deliveries", counters.deliveries());
        details.put("refusedParse", counters.refused(Stage.PARSE));
        details.put("refusedProject", counters.refused(Stage.PROJECT));
        return details;
    }
}
