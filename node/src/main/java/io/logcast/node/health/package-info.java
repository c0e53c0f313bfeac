/**
 * What {@code /health/readiness} says about Kafka and the definitions.
 *
 * <p>Owns no state: it reads that of the broker watch and of the definition table. Never touches liveness: restarting a
 * process does not bring Kafka back. Start: {@link io.logcast.node.health.KafkaHealth}.
 */
package io.logcast.node.health;
