package io.logcast.gateway.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;

/** A wire format that is easy to read in a test: a line for each frame. */
enum PlainFrames implements FrameEncoder {
    /** Nothing around them. */
    LINES,
    /** Between brackets, as in a chunk. */
    BRACKETED,
    /** With a line break between them, and none at the end. */
    JOINED;

    @Override
    public void open(ByteBuf batch) {
        if (this == BRACKETED) {
            batch.writeCharSequence("(\n", UTF_8);
        }
    }

    @Override
    public void seal(ByteBuf batch) {
        if (this == BRACKETED) {
            batch.writeCharSequence(")\n", UTF_8);
        }
    }

    @Override
    public boolean isPlain() {
        return this != BRACKETED;
    }

    @Override
    public int separator() {
        return this == JOINED ? 1 : 0;
    }

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
        line(batch, after + " " + new String(entry.json(), UTF_8));
    }

    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {
        line(batch, (first ? "first at " : "at ") + at);
    }

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {
        line(batch, "beat " + at);
    }

    @Override
    public void gap(ByteBuf batch, Gap gap) {
        line(batch, "gap " + gap.reason().text() + " " + gap.requested() + " to " + gap.resumedAt());
    }

    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {
        line(batch, "end " + reason.text());
    }

    private void line(ByteBuf batch, String text) {
        if (this == JOINED) {
            batch.writeCharSequence(batch.isReadable() ? "\n" + text : text, UTF_8);
        } else {
            batch.writeCharSequence(text + "\n", UTF_8);
        }
    }
}
