/**
 * The projector as a process: settings, the life of Kafka Streams, health.
 *
 * <p>The thread {@code logcast-projector} owns the {@code KafkaStreams} instance; everybody else reads its state. Never
 * looks into a record. Start: {@link io.logcast.projection.app.StreamsLifecycle}.
 */
package io.logcast.projection.app;
