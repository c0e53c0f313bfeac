package io.logcast.gateway.fanout;

import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How one encoder words a sweep for all who stand at one vantage. Each entry is encoded once, whoever wants it, into one
 * buffer; who wants all that is in there is sent that buffer, and who wants a part of it is sent a copy, which is made
 * once for all who want the same part. Holds memory only during a sweep.
 */
final class Wording {

    private static final int ROOM = 512;

    /** What makes frames the same. */
    record Key(Vantage vantage, FrameEncoder encoder) {}

    /**
     * Where the frame of an entry is in the buffer.
     *
     * @param offset of the entry in the partition that is being swept
     * @param told the sum of the positions in it
     */
    record Frame(long offset, long told, int start, int end) {}

    private final Vantage vantage;
    private final FrameEncoder encoder;
    private final ByteBufAllocator buffers;
    private final LongAdder encoded;
    private final List<Passage> cut = new ArrayList<>();
    private ByteBuf all;
    private int begin;
    private int end;
    private boolean sealed;
    private Frame current;
    private Passage first;

    Wording(Key key, ByteBufAllocator buffers, LongAdder encoded) {
        this.vantage = key.vantage();
        this.encoder = key.encoder();
        this.buffers = buffers;
        this.encoded = encoded;
    }

    /**
     * The passage before, and that entry behind it.
     *
     * @param before null: nothing before
     * @param from the head that is sweeping
     */
    Passage after(Passage before, TailEntry entry, Head from) {
        if (current == null || current.offset() != entry.offset()) {
            encode(entry, from);
        }
        Passage known = before == null ? first(entry.offset()) : before.next(entry.offset());
        return known == null ? follow(before) : known;
    }

    /** What goes to the wire; null for nothing. It stays this one's. */
    ByteBuf cut(Passage passage) {
        if (passage.frames() == null && !passage.isBlank()) {
            passage.frames(sealed(passage));
            cut.add(passage);
        }
        return passage.frames();
    }

    /** The sweep is over. */
    void rest() {
        cut.forEach(passage -> passage.frames().release());
        cut.clear();
        all.release();
        all = null;
        current = null;
        first = null;
        sealed = false;
    }

    private void encode(TailEntry entry, Head from) {
        if (all == null) {
            open();
            from.worded(this);
        }
        current = null;
        try {
            Positions after = vantage.after(entry, from);
            encoder.delivery(all, after, entry);
            encoded.increment();
            current = frame(entry, after.sum());
        } finally {
            if (current == null) {
                // Half a frame.
                all.writerIndex(end);
            }
        }
    }

    private Frame frame(TailEntry entry, long told) {
        boolean isBlank = all.writerIndex() == end;
        int start = isBlank || end == begin ? end : end + encoder.separator();
        end = all.writerIndex();
        return new Frame(entry.offset(), told, start, end);
    }

    private void open() {
        all = buffers.directBuffer(ROOM);
        encoder.open(all);
        begin = all.writerIndex();
        end = begin;
    }

    private Passage first(long offset) {
        return first != null && first.endsAt(offset) ? first : null;
    }

    private Passage follow(Passage before) {
        Passage passage = new Passage(before, current, encoder.separator());
        if (before == null) {
            first = passage;
        } else {
            before.next(passage);
        }
        return passage;
    }

    private ByteBuf sealed(Passage passage) {
        if (passage.isUnbroken() && passage.from() == begin && passage.to() == end) {
            return whole();
        }
        int length = passage.to() - passage.from();
        // A cutting keeps all of the buffer in memory, for as long as a slow socket keeps the cutting.
        return encoder.isPlain() && passage.isUnbroken() && 2 * length >= end - begin
                ? all.retainedSlice(passage.from(), length)
                : copy(passage);
    }

    private ByteBuf whole() {
        if (!sealed) {
            encoder.seal(all);
            sealed = true;
        }
        return all.retain();
    }

    private ByteBuf copy(Passage passage) {
        ByteBuf copy = buffers.directBuffer(passage.size() + begin + ROOM);
        try {
            encoder.open(copy);
            passage.copyTo(copy, all, encoder.separator());
            encoder.seal(copy);
            return copy.retain();
        } finally {
            copy.release();
        }
    }
}
