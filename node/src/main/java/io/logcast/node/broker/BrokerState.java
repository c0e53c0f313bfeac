package io.logcast.node.broker;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** What the watch last found. */
public sealed interface BrokerState {

    /** Kafka answers and every topic of ours exists. */
    record Reachable() implements BrokerState {}

    /**
     * Kafka does not answer, or a topic of ours is missing and cannot be made.
     *
     * @param since when the watch first found it so
     * @param cause for operators; never empty
     */
    record Unreachable(Instant since, String cause) implements BrokerState {

        public Unreachable {
            requireNonNull(since, "since is null");
            requireNonNull(cause, "cause is null");
        }
    }
}
