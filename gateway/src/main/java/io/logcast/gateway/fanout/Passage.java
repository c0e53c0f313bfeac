package io.logcast.gateway.fanout;

import io.netty.buffer.ByteBuf;

/**
 * What some groups were offered in one sweep so far: the same entries in the same order, as frames in the buffer of their
 * {@link Wording}. Made once for all of them, so each group only holds the newest one.
 */
final class Passage {

    private final Passage before;
    private final long offset;
    private final long told;
    private final int start;
    private final int end;
    private final int from;
    private final int to;
    private final int size;
    private final boolean unbroken;
    private Passage next;
    private ByteBuf frames;

    /**
     * @param before null for the first
     * @param frame where its newest frame is; empty if the encoder had nothing to write
     */
    Passage(Passage before, Wording.Frame frame, int separator) {
        boolean first = before == null || before.isBlank();
        boolean blank = frame.start() == frame.end();
        this.before = before;
        this.offset = frame.offset();
        this.told = frame.told();
        this.start = frame.start();
        this.end = frame.end();
        this.from = first ? start : before.from;
        this.to = first || !blank ? end : before.to;
        this.size = (first ? 0 : before.size) + (blank ? 0 : separator + end - start);
        this.unbroken = first || (before.unbroken && (blank || before.to + separator == start));
    }

    /** The sum of the positions that its receivers are told by it. */
    long told() {
        return told;
    }

    /** Whether it ends with that entry. */
    boolean endsAt(long entry) {
        return offset == entry;
    }

    /** The one that continues it, if it ends with that entry. */
    Passage next(long entry) {
        return next != null && next.endsAt(entry) ? next : null;
    }

    void next(Passage passage) {
        next = passage;
    }

    boolean isBlank() {
        return size == 0;
    }

    /** Whether its frames lie side by side, as they came; else they have to be put together. */
    boolean isUnbroken() {
        return unbroken;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** In bytes, at most. */
    int size() {
        return size;
    }

    ByteBuf frames() {
        return frames;
    }

    void frames(ByteBuf sealed) {
        frames = sealed;
    }

    /** Its frames, joined by what stands between them in the source. */
    void copyTo(ByteBuf out, ByteBuf source, int separator) {
        boolean joins = before != null && !before.isBlank();
        if (joins) {
            before.copyTo(out, source, separator);
        }
        if (start < end) {
            int first = joins ? start - separator : start;
            out.writeBytes(source, first, end - first);
        }
    }
}
