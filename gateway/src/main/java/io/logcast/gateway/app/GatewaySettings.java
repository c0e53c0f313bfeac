package io.logcast.gateway.app;

import io.logcast.field.InvalidField;
import io.logcast.gateway.fanout.FanoutSettings;
import io.logcast.gateway.tail.TailSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What an operator can set ({@code logcast.gateway}).
 *
 * @param heartbeat after that much silence a connection gets a sign of life
 * @param stall a connection that takes nothing for that long is closed
 * @param retry how long clients are asked to wait before they reconnect
 * @param gather how long events that follow others closely may wait for more, so that they leave in one write
 * @param replayReaders threads that replay from Kafka
 * @param tailBytes heap for the newest deliveries; 0 means a quarter of the heap
 * @param tailGrace how long a partition is followed when nobody needs it any more
 * @param transport auto, io_uring, epoll or nio
 * @param drain how long the streams may take to end when the gateway stops
 * @param http2 whether HTTP/2 is spoken too
 */
@Context
@ConfigurationProperties("logcast.gateway")
record GatewaySettings(
        @Bindable(defaultValue = "15s") Duration heartbeat,
        @Bindable(defaultValue = "60s") Duration stall,
        @Bindable(defaultValue = "2s") Duration retry,
        @Bindable(defaultValue = "2ms") Duration gather,
        @Bindable(defaultValue = "2") int replayReaders,
        @Bindable(defaultValue = "0") long tailBytes,
        @Bindable(defaultValue = "1m") Duration tailGrace,
        @Bindable(defaultValue = "auto") String transport,
        @Bindable(defaultValue = "10s") Duration drain,
        @Bindable(defaultValue = "true") boolean http2) {

    private static final Duration LONGEST_GATHER = Duration.ofSeconds(1);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(5);

    GatewaySettings {
        if (replayReaders < 1 || replayReaders > 64) {
            throw new InvalidField("logcast.gateway.replay-readers", "must be 1 to 64");
        }
        if (gather.isNegative() || gather.compareTo(LONGEST_GATHER) > 0) {
            throw new InvalidField("logcast.gateway.gather", "must be 0ms to " + LONGEST_GATHER.toMillis() + "ms");
        }
        if (drain.isNegative() || drain.compareTo(LONGEST_DRAIN) > 0) {
            throw new InvalidField("logcast.gateway.drain", "must be 0s to " + LONGEST_DRAIN.toSeconds() + "s");
        }
        Transport.of(transport);
    }

    TailSettings tail() {
        return new TailSettings(tailBytes == 0 ? TailSettings.quarterOfHeap() : tailBytes, tailGrace, gather);
    }

    FanoutSettings fanout() {
        return new FanoutSettings(heartbeat, stall, retry);
    }
}
