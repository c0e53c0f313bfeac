/**
 * Redis, for those who reach clients through it: npm's emitters of Socket.IO, Node's servers beside this gateway, and publishers
 * on channels of their own ({@link io.logcast.gateway.redis.RedisInlet}).
 *
 * <p>lettuce's thread only hands messages over, and {@code logcast-redis-streams} entries of streams; the thread {@code logcast-redis-inbox} reads them and calls the {@link
 * io.logcast.gateway.socketio.Adapter}. Never on the way of a delivery out of the log, and Redis may always be away. Start:
 * {@link io.logcast.gateway.redis.RedisStation}, then {@link io.logcast.gateway.redis.LogRoute}.
 */
package io.logcast.gateway.redis;
