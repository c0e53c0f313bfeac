package io.logcast.gateway.fanout;

import java.time.Duration;

/**
 * The manners towards connections.
 *
 * @param heartbeat after that much silence a heartbeat is sent; below the 60 s after which proxies cut an idle stream
 * @param stall who takes nothing for that long is closed
 * @param retry how long clients are asked to wait before they come back
 */
public record FanoutSettings(Duration heartbeat, Duration stall, Duration retry) {

    public static final FanoutSettings DEFAULT =
            new FanoutSettings(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(2));

    public FanoutSettings {
        requirePositive("heartbeat", heartbeat);
        requirePositive("stall", stall);
        requireNotNegative("retry", retry);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("logcast.gateway." + name + " must be more than 0, not " + value);
        }
    }

    private static void requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("logcast.gateway." + name + " must not be negative, it is " + value);
        }
    }
}
