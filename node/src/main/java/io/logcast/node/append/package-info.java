/**
 * Records into Kafka, acknowledged or refused, never in between without saying so.
 *
 * <p>The thread {@code logcast-append} owns the producer: only it calls {@code send}, which may block; any thread may ask
 * for an append. Never knows what is in a record. Start: {@link io.logcast.node.append.Appender}.
 */
package io.logcast.node.append;
