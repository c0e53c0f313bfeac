package io.logcast.gateway.fanout;

import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.atomic.LongAdder;

/** Frames that are gathered to be sent together. Used again and again; has a buffer only while it holds frames. */
final class Batch {

    private static final int ROOM = 512;

    private final FrameEncoder encoder;
    private final ByteBufAllocator buffers;
    private final LongAdder encoded;
    private ByteBuf buffer;
    private int begin;

    Batch(FrameEncoder encoder, ByteBufAllocator buffers, LongAdder encoded) {
        this.encoded = encoded;
        this.encoder = encoder;
        this.buffers = buffers;
    }

    boolean isEmpty() {
        return buffer == null;
    }

    Batch delivery(Positions after, TailEntry entry) {
        try {
            encoder.delivery(open(), after, entry);
            encoded.increment();
            return this;
        } catch (RuntimeException | Error e) {
            drop();
            throw e;
        }
    }

    Batch checkpoint(Positions at, boolean first) {
        encoder.checkpoint(open(), at, first);
        return this;
    }

    Batch heartbeat(Positions at) {
        encoder.heartbeat(open(), at);
        return this;
    }

    Batch gap(Gap gap) {
        encoder.gap(open(), gap);
        return this;
    }

    Batch end(CloseReason reason, long retryMillis) {
        encoder.end(open(), reason, retryMillis);
        return this;
    }

    /** What was gathered, sealed; the caller owns it. Null if the encoder had nothing to write. */
    ByteBuf take() {
        if (buffer.writerIndex() == begin) {
            drop();
            return null;
        }
        encoder.seal(buffer);
        ByteBuf sealed = buffer;
        buffer = null;
        return sealed;
    }

    private void drop() {
        buffer.release();
        buffer = null;
    }

    private ByteBuf open() {
        if (buffer == null) {
            buffer = buffers.directBuffer(ROOM);
            encoder.open(buffer);
            begin = buffer.writerIndex();
        }
        return buffer;
    }
}
