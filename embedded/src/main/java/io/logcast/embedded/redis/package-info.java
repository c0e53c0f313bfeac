/**
 * A real Redis beside this process.
 *
 * <p>Started and closed by one thread, its host's. Never keeps data. Start:
 * {@link io.logcast.embedded.redis.EmbeddedRedis}.
 */
package io.logcast.embedded.redis;
