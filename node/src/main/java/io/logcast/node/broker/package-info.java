/**
 * Where Kafka is, whether it answers, and whether our topics are there.
 *
 * <p>The thread {@code logcast-broker-watch} owns the admin client; others read one volatile state. Never throws because
 * Kafka is away, and never gives up. Start: {@link io.logcast.node.broker.BrokerWatch}.
 */
package io.logcast.node.broker;
