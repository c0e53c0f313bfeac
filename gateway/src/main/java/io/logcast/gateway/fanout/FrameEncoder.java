package io.logcast.gateway.fanout;

import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;

/**
 * A door's wire format. What is written together is one batch: {@link #open}, any number of frames, {@link #seal}. Has no
 * state: subscribers with the same encoder share what it wrote.
 */
public interface FrameEncoder {

    /** Begins a batch in an empty buffer. */
    void open(ByteBuf batch);

    /** Ends the batch: afterwards the readable bytes are what goes to the wire. */
    void seal(ByteBuf batch);

    /** @param after where a client that has received this frame resumes */
    void delivery(ByteBuf batch, Positions after, TailEntry entry);

    /** The position alone, which no handler of the client sees; the first frame tells when to come back, too. */
    void checkpoint(ByteBuf batch, Positions at, boolean first);

    /** A sign of life, with the position. */
    void heartbeat(ByteBuf batch, Positions at);

    void gap(ByteBuf batch, Gap gap);

    /**
     * The last frame: why the server ends it, and whether to come back.
     *
     * @param retryMillis when to come back
     */
    void end(ByteBuf batch, CloseReason reason, long retryMillis);
}
