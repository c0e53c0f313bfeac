package io.logcast.webhook.sender;

import io.logcast.node.webhook.WebhookSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What the desk meets.
 *
 * @param webhooks as they are known now
 * @param random 0 to 1
 * @param owner runs what comes from other threads, on the thread that owns the desk
 */
record Ports(
        Supplier<WebhookSnapshot> webhooks,
        Receivers receivers,
        EventSource events,
        Journal journal,
        InstantSource clock,
        DoubleSupplier random,
        Executor owner) {

    /** How soon Kafka is asked again that has not answered. */
    static final Duration AGAIN = Duration.ofSeconds(1);
}
