/**
 * The Kafka of a run, in a process of its own, and what the bench itself writes to and reads from it.
 *
 * <p>Main thread, and the threads of Kafka's clients. Never keeps data beyond the run. Start: {@link io.logcast.bench.kafka.Broker}.
 */
package io.logcast.bench.kafka;
