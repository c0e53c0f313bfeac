/**
 * Delivers the log to the subscribers of this gateway.
 *
 * <p>A shard and its subscribers belong to one event loop; the tail thread only leaves word of what has moved. Never
 * blocks, never parses a payload, never knows which protocol it speaks. Start: {@link io.logcast.gateway.fanout.Subscriber},
 * then {@link io.logcast.gateway.fanout.Fanout}.
 */
package io.logcast.gateway.fanout;
