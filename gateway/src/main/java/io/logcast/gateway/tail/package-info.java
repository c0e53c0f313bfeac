/**
 * The newest part of {@code logcast.deliveries}, in memory.
 *
 * <p>The tail thread owns the consumer and writes the logs; every other thread only reads them. Never knows who
 * subscribes, and never speaks HTTP. Start: {@link io.logcast.gateway.tail.TailReader}, then
 * {@link io.logcast.gateway.tail.TailLog}.
 */
package io.logcast.gateway.tail;
