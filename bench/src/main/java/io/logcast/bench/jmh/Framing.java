package io.logcast.bench.jmh;

import io.logcast.bench.feed.Events;
import io.logcast.channel.Channel;
import io.logcast.cursor.Cursor;
import io.logcast.delivery.ChannelKey;
import io.logcast.event.TenantId;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.sse.SseEncoder;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Roles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A delivery becomes an SSE frame: once for all who are alike. */
@State(Scope.Thread)
public class Framing {

    /** Bytes of JSON. */
    @Param({"200", "2000"})
    public int size;

    private final SseEncoder encoder = new SseEncoder(io.logcast.gateway.sse.Framing.CHUNKED, Duration.ofSeconds(2));
    private final Positions after = Positions.of(Cursor.parse("1xo04e8:7-18422"));
    private final ByteBuf batch = PooledByteBufAllocator.DEFAULT.directBuffer();
    private TailEntry entry;

    @Setup
    public void make() {
        entry = new TailEntry(
                18421,
                new ChannelKey(new TenantId("acme"), Channel.parse("channel", "stream/orders")),
                Roles.STREAM_LISTENER,
                "orders:placed",
                null,
                null,
                new Events(size, 1).make(0, 1));
    }

    /** @return bytes of the chunk */
    @Benchmark
    public int sse() {
        batch.clear();
        encoder.open(batch);
        encoder.delivery(batch, after, entry);
        encoder.seal(batch);
        return batch.readableBytes();
    }
}
