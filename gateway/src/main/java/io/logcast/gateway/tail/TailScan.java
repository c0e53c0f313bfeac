package io.logcast.gateway.tail;

import java.util.ArrayList;
import java.util.List;

/** One reading of a ring, as far as it was filled when the reading began. */
final class TailScan {

    /** Entries in one slice at most: keeps a subscriber that catches up from holding its event loop for long. */
    static final int MAX_SLICE = 256;

    /** Bytes in one slice, give or take an entry: bounds what a full socket is handed on top. */
    private static final long MAX_SLICE_BYTES = 256 * 1024;

    /** Entries looked at in one reading. */
    private static final int MAX_LOOKS = 1024;

    private final Ring ring;
    private final long last;
    private final List<TailEntry> entries = new ArrayList<>();
    private long size;
    private long next;

    TailScan(long last, Ring ring) {
        this.last = last;
        this.ring = ring;
    }

    /** Every entry from the position on, as far as {@code reached} or further. */
    Slice.Entries all(long from, long first, long reached) {
        for (long i = indexOf(from, first); i < last; i++) {
            Slot slot = ring.get(i);
            if (slot != null && isFull()) {
                return new Slice.Entries(entries, slot.entry().offset());
            }
            add(slot);
        }
        return new Slice.Entries(entries, Math.max(Math.max(from, reached), next));
    }

    /** What the index wants, from the one position to before the other. */
    Slice.Entries of(long from, long until, long first, ChannelIndex index) {
        long low = indexOf(from, first);
        long high = indexOf(until, low);
        long[] chosen = high - low > MAX_LOOKS ? index.between(ring, low, high, MAX_LOOKS) : null;
        return chosen == null ? walk(low, high, from, until, index) : pick(chosen, from, until);
    }

    private Slice.Entries pick(long[] chosen, long from, long until) {
        for (long i : chosen) {
            Slot slot = ring.get(i);
            if (slot != null && isFull()) {
                return new Slice.Entries(entries, slot.entry().offset());
            }
            add(slot);
        }
        return new Slice.Entries(entries, Math.max(from, until));
    }

    private Slice.Entries walk(long low, long high, long from, long until, ChannelIndex index) {
        for (long i = low; i < high; i++) {
            Slot slot = ring.get(i);
            if (slot != null && (isFull() || i - low >= MAX_LOOKS)) {
                return new Slice.Entries(entries, slot.entry().offset());
            }
            if (slot != null && index.wants(slot.entry())) {
                add(slot);
            }
        }
        return new Slice.Entries(entries, Math.max(from, until));
    }

    /**
     * The first index whose offset is not below the position. An entry that was dropped meanwhile counts as below: if it
     * was not, the position is gone as well, and the reader will see that.
     */
    private long indexOf(long position, long first) {
        long low = first;
        long high = last;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Slot slot = ring.get(middle);
            if (slot == null || slot.entry().offset() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isFull() {
        return entries.size() == MAX_SLICE || size >= MAX_SLICE_BYTES;
    }

    /** @param slot null if it was dropped under the reader's hands */
    private void add(Slot slot) {
        if (slot != null) {
            entries.add(slot.entry());
            size += slot.entry().weight();
            next = slot.entry().next();
        }
    }
}
