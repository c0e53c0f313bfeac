package io.logcast.gateway.sse;

import static io.logcast.gateway.Samples.EPOCH;
import static io.logcast.gateway.Samples.ORDERS;
import static io.logcast.gateway.Samples.log;
import static io.logcast.gateway.Samples.tail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.cursor.Cursor;
import io.logcast.event.TenantId;
import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.DeliveryFilter;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FanoutSettings;
import io.logcast.gateway.fanout.LaggingPolicy;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.replay.LogRange;
import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.Slice;
import io.logcast.stream.Roles;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StreamConnectionTest {

    @Test
    void end_ofAConnectionThatTakesNothing_closesItAllTheSame() {
        EmbeddedChannel channel = new EmbeddedChannel(new StuckSocket());
        channel.freezeTime();
        StreamConnection connection = connection(Duration.ZERO);
        channel.pipeline().addLast(connection);

        connection.begin();
        for (int second = 0; second < 10; second++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void end_withoutMemoryForALastChunk_closesTheConnectionAllTheSame() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.config().setAllocator(new UsedUp());
        StreamConnection connection = connection(Duration.ofHours(1));
        channel.pipeline().addLast(connection);

        assertThatThrownBy(() -> connection.end(CloseReason.FAILED)).isInstanceOf(OutOfMemoryError.class);
        channel.advanceTimeBy(5, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    private static StreamConnection connection(Duration lifetime) {
        Admission admission = new Admission(
                tail(log(0, 0, 16)),
                new Subscription(Set.of(ORDERS), Roles.NONE, DeliveryFilter.NONE),
                Start.at(Cursor.of(EPOCH, 0, 0)),
                LaggingPolicy.LAG,
                lifetime);
        return new StreamConnection(
                admission,
                new SseEncoder(Framing.CHUNKED, Duration.ofSeconds(2)),
                new Fanout(FanoutSettings.DEFAULT, new Unused()));
    }

    /** The client's window is shut: what is written stays, and no write ever completes. */
    private static final class StuckSocket extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }
    }

    private static final class UsedUp extends AbstractByteBufAllocator {

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("of a test");
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("of a test");
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    /** Nothing here is older than the tail. */
    private record Unused() implements ReplaySource {

        @Override
        public CompletionStage<Slice> read(TenantId tenant, int partition, long from) {
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
