/**
 * Redis, for those who reach Socket.IO's clients through it: npm's emitters, and Node's servers beside this gateway.
 *
 * <p>lettuce's thread only hands messages over; the thread {@code logcast-redis-inbox} reads them and calls the {@link
 * io.logcast.gateway.socketio.Adapter}. Never on the way of a delivery out of the log, and Redis may always be away. Start:
 * {@link io.logcast.gateway.redis.RedisDoor}.
 */
package io.logcast.gateway.redis;
