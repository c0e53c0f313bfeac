package io.logcast.gateway.app;

import io.logcast.gateway.fanout.FanoutSettings;
import io.logcast.gateway.sse.SseSettings;
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
 * @param lanes partitions per tenant; must be the projector's
 * @param replayReaders threads that replay from Kafka
 * @param tailBytes heap for the newest deliveries; 0 means a quarter of the heap
 * @param tailEntries newest deliveries of one partition at most
 */
@Context
@ConfigurationProperties("logcast.gateway")
record GatewaySettings(
        @Bindable(defaultValue = "15s") Duration heartbeat,
        @Bindable(defaultValue = "60s") Duration stall,
        @Bindable(defaultValue = "2s") Duration retry,
        @Bindable(defaultValue = "1") int lanes,
        @Bindable(defaultValue = "2") int replayReaders,
        @Bindable(defaultValue = "0") long tailBytes,
        @Bindable(defaultValue = "65536") int tailEntries) {

    GatewaySettings {
        if (lanes != 1) {
            // A vector of positions is what more lanes need; until the engine has it, a wrong answer must not start.
            throw new IllegalArgumentException("logcast.gateway.lanes must be 1, not " + lanes);
        }
        if (replayReaders < 1 || replayReaders > 64) {
            throw new IllegalArgumentException("logcast.gateway.replay-readers must be 1 to 64, not " + replayReaders);
        }
    }

    TailSettings tail() {
        TailSettings byHeap = TailSettings.byHeap();
        return new TailSettings(tailBytes == 0 ? byHeap.bytes() : tailBytes, tailEntries);
    }

    SseSettings sse() {
        return new SseSettings(retry, new FanoutSettings(heartbeat, stall));
    }
}
