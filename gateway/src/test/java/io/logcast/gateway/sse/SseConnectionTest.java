package io.logcast.gateway.sse;

import static io.logcast.gateway.Samples.ACME;
import static io.logcast.gateway.Samples.EPOCH;
import static io.logcast.gateway.Samples.ORDERS;
import static io.logcast.gateway.Samples.tail;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FanoutSettings;
import io.logcast.gateway.fanout.Feed;
import io.logcast.gateway.fanout.Pulse;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.replay.LogRange;
import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.TailLog;
import io.logcast.stream.Roles;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SseConnectionTest {

    @Test
    void end_ofAConnectionThatTakesNothing_closesItAllTheSame() {
        EmbeddedChannel channel = new EmbeddedChannel(new StuckSocket());
        channel.freezeTime();
        SseConnection connection = connection(channel, Duration.ZERO);
        channel.pipeline().addLast(connection);

        connection.begin();
        for (int second = 0; second < 10; second++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }

        assertThat(channel.isOpen()).isFalse();
    }

    private static SseConnection connection(EmbeddedChannel channel, Duration lifetime) {
        SseStream stream = new SseStream(
                new Subscription(ACME, Set.of(ORDERS), Roles.NONE),
                new Feed(tail(new TailLog(0, 0, 1 << 20, 16)), 0, new Unused()),
                new Start(Cursor.of(EPOCH, 0, 0), Optional.empty()),
                lifetime);
        return new SseConnection(
                stream,
                new SseEncoder(channel.alloc(), Duration.ofSeconds(2)),
                new Fanout(),
                new Pulse(FanoutSettings.DEFAULT, System::nanoTime, lifetime));
    }

    /** The client's window is shut: what is written stays, and no write ever completes. */
    private static final class StuckSocket extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }
    }

    /** Nothing here is older than the tail. */
    private record Unused() implements ReplaySource {

        @Override
        public CompletionStage<Slice> read(int partition, long from) {
            return CompletableFuture.failedFuture(new AssertionError("no replay is needed"));
        }

        @Override
        public CompletionStage<LogRange> range(int partition) {
            return CompletableFuture.failedFuture(new AssertionError("no range is needed"));
        }

        @Override
        public CompletionStage<Long> since(int partition, Instant time) {
            return CompletableFuture.failedFuture(new AssertionError("no time is needed"));
        }
    }
}
