package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.FanoutSettings;
import java.time.Duration;

/** @param retry how long clients are asked to wait before they reconnect */
public record SseSettings(Duration retry, FanoutSettings fanout) {

    public SseSettings {
        if (retry.isNegative()) {
            throw new IllegalArgumentException("logcast.gateway.retry must not be negative, it is " + retry);
        }
    }
}
