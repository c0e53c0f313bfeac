/**
 * What the gateway appends to the log: events that clients emit, where a setting says so, and packets of emitters.
 *
 * <p>Without state but for counters; any thread. Never waits for Kafka, and never runs anybody's code; {@link
 * io.logcast.gateway.ingress.RecentRecords} reads on a thread of its own what has been appended lately. Start:
 * {@link io.logcast.gateway.ingress.ClientPublishing} and {@link io.logcast.gateway.ingress.KafkaPacketLog}.
 */
package io.logcast.gateway.ingress;
