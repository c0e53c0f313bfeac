package io.logcast.gateway.redis;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is done with the Socket.IO messages in Redis.
 *
 * @param key what the names of the channels begin with
 * @param largestMessage in bytes; larger ones are skipped
 * @param mostInFlight packets that are on their way into the log; more are lost
 * @param specificResponses whether answers go to the asking server alone; its adapter must be 8.1 or newer
 * @param streams to which Node's servers write with @socket.io/redis-streams-adapter
 * @param sharded namespaces in which Node's servers meet by sharded channels
 */
public record RedisSettings(
        Mode mode,
        Route route,
        String key,
        int largestMessage,
        int mostInFlight,
        boolean specificResponses,
        List<String> streams,
        List<String> sharded) {

    public static final RedisSettings DEFAULT =
            new RedisSettings(Mode.LISTEN, Route.LOG, "socket.io", 1_000_000, 10_000, false, List.of(), List.of());

    public RedisSettings {
        requireNonNull(mode, "mode is null");
        requireNonNull(route, "route is null");
        if (key.isEmpty()) {
            throw new IllegalArgumentException("logcast.redis.key must not be empty");
        }
        requirePositive("max-message-bytes", largestMessage);
        requirePositive("max-in-flight", mostInFlight);
        streams = List.copyOf(streams);
        sharded = List.copyOf(sharded);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("logcast.redis." + name + " must be more than 0, not " + value);
        }
    }

    /** How this gateway behaves towards the servers on the same Redis. */
    public enum Mode {
        OFF,
        /** Hears emitters and is not noticed by servers. */
        LISTEN,
        /** Is one of the servers: asks them and answers them. */
        PEER
    }

    /** The way of a packet from Redis to the clients. */
    public enum Route {
        /** At once, and only to those who are connected now. */
        DIRECT,
        /** Through the log: replayable and recovered. */
        LOG
    }
}
