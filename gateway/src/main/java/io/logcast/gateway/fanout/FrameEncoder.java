package io.logcast.gateway.fanout;

import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;
import java.time.Duration;

/**
 * A door's wire format. What is written together is one batch: {@link #open}, any number of frames, {@link #seal}. Has no
 * state: subscribers with equal encoders share what one of them wrote. Any of the frames may be empty; a batch without a byte
 * between the two is not sent.
 */
public interface FrameEncoder {

    /** Begins a batch in an empty buffer. */
    void open(ByteBuf batch);

    /** Ends the batch: afterwards the readable bytes are what goes to the wire. */
    void seal(ByteBuf batch);

    /** Whether {@link #open} and {@link #seal} write nothing, so that some frames of a batch can be cut out of it. */
    default boolean isPlain() {
        return false;
    }

    /** Bytes that a frame begins with when it is not the first of its batch, and does not begin with when it is. */
    default int separator() {
        return 0;
    }

    /** @param after where a client that has received this frame resumes */
    void delivery(ByteBuf batch, Positions after, TailEntry entry);

    /** The position alone, which no handler of the client sees; the first frame tells when to come back, too. */
    void checkpoint(ByteBuf batch, Positions at, boolean first);

    /**
     * How often a heartbeat is sent, whatever else is; null: only after some silence, as the settings have it. For clients that
     * were promised one.
     */
    default Duration beat() {
        return null;
    }

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
