/**
 * The connection to Redis, for the doors that publishers reach through it.
 *
 * <p>The link's thread makes the connection. Never on the way of a delivery out of the log. Start:
 * {@link io.logcast.gateway.redis.RedisLink}.
 */
package io.logcast.gateway.redis;
