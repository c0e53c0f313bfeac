package io.logcast.gateway.fanout;

import java.time.Duration;

/**
 * The manners towards one connection.
 *
 * @param heartbeat after that much silence a heartbeat is sent; below the 60 s after which proxies cut an idle stream
 * @param stall who takes nothing for that long is closed
 */
public record FanoutSettings(Duration heartbeat, Duration stall) {

    public static final FanoutSettings DEFAULT = new FanoutSettings(Duration.ofSeconds(15), Duration.ofSeconds(60));

    public FanoutSettings {
        requirePositive("heartbeat", heartbeat);
        requirePositive("stall", stall);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("logcast.gateway." + name + " must be more than 0, not " + value);
        }
    }
}
