package io.logcast.projection.app;

import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the projection runs.
 *
 * @param threads that share the partitions of {@code logcast.events}, 1 to 64
 * @param commitInterval how long the deliveries of a transaction are gathered: the greater part of the time that an event
 *     takes; 1 ms to 1 s
 * @param stateFolder where Kafka Streams would keep its stores; the projection has none
 */
@Context
@ConfigurationProperties("logcast.projector")
public record ProjectorSettings(
        @Bindable(defaultValue = "1") int threads,
        @Bindable(defaultValue = "20ms") Duration commitInterval,
        @Bindable(defaultValue = "data/projector") String stateFolder) {

    public ProjectorSettings {
        if (threads < 1 || threads > 64) {
            throw new InvalidField("logcast.projector.threads", "must be 1 to 64, not " + threads);
        }
        if (commitInterval.toMillis() < 1 || commitInterval.toMillis() > 1_000) {
            throw new InvalidField("logcast.projector.commit-interval", "must be 1 ms to 1 s, not " + commitInterval);
        }
    }
}
