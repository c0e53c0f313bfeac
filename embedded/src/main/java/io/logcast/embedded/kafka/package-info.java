/**
 * A real Kafka broker inside this process.
 *
 * <p>Its threads are Kafka's own; {@link io.logcast.embedded.kafka.EmbeddedBroker} is started and closed by one thread, its
 * host's. Never listens on an outside address, never stops the JVM. Start:
 * {@link io.logcast.embedded.kafka.EmbeddedBroker}.
 */
package io.logcast.embedded.kafka;
