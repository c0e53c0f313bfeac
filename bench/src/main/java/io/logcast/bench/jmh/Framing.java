package io.logcast.bench.jmh;

import io.logcast.bench.feed.Events;
import io.logcast.channel.Channel;
import io.logcast.cursor.Cursor;
import io.logcast.delivery.Delivery;
import io.logcast.delivery.SourcePosition;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.gateway.sse.SseEncoder;
import io.logcast.stream.Roles;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.time.Instant;
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

    private final SseEncoder encoder = new SseEncoder(PooledByteBufAllocator.DEFAULT, Duration.ofSeconds(2));
    private final Cursor cursor = Cursor.parse("1xo04e8:7-18422");
    private Delivery delivery;

    @Setup
    public void make() {
        delivery = new Delivery(
                new TenantId("acme"),
                Channel.parse("channel", "stream/orders"),
                EventType.parse("orders:placed"),
                new EventId("o-17"),
                Instant.EPOCH,
                SourcePosition.parse("4:18422#0"),
                Roles.STREAM_LISTENER,
                null,
                null,
                null,
                new Events(size, 1).make(0, 1));
    }

    @Benchmark
    public boolean sse() {
        return encoder.delivery(cursor, delivery).release();
    }
}
