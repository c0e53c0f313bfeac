package io.logcast.gateway.tail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest part of one partition, in memory: a ring that is bounded in bytes and in entries, the oldest go first.
 *
 * <p>Written by the tail thread alone, read by any thread without a lock. The order of the writer's steps is what makes
 * that safe: a slot is filled before {@code end} admits it, and {@code start} gives a position up before its slot is
 * emptied. A reader looks at {@code end} first and at {@code start} again last, so that what was taken away meanwhile is
 * reported as {@link Slice.TooOld} instead of being skipped.
 */
// There is one writer, so its updates need not be atomic.
@SuppressWarnings("NonAtomicVolatileUpdate")
public final class TailLog {

    /** Entries in one {@link #read} at most: keeps a subscriber that catches up from holding its event loop for long. */
    public static final int MAX_SLICE = 256;

    /** Bytes in one {@link #read}, give or take an entry: bounds what a full socket is handed on top. */
    private static final long MAX_SLICE_BYTES = 256 * 1024;

    private final int partition;
    private final long budget;
    private final AtomicReferenceArray<TailEntry> slots;
    private long bytes;
    private volatile long first;
    private volatile long end;
    private volatile long start;
    private volatile long next;

    /**
     * @param start the position from which on entries will be appended
     * @param budget bytes; the newest entry stays even if it alone is larger
     * @param capacity entries
     */
    public TailLog(int partition, long start, long budget, int capacity) {
        if (budget < 1 || capacity < 1) {
            throw new IllegalArgumentException("budget and capacity must be at least 1");
        }
        this.partition = partition;
        this.start = start;
        this.next = start;
        this.budget = budget;
        this.slots = new AtomicReferenceArray<>(capacity);
    }

    public int partition() {
        return partition;
    }

    /** The oldest position that can still be read here. */
    public long start() {
        return start;
    }

    /** The position after everything that has been read from Kafka. */
    public long next() {
        return next;
    }

    /** By the tail thread only; offsets ascend. */
    public void append(TailEntry entry) {
        while (isFullFor(entry)) {
            dropOldest();
        }
        slots.set(slot(end), entry);
        bytes += entry.weight();
        end = end + 1;
        next = entry.next();
    }

    /** By the tail thread only: nothing more below {@code position}, where the last offsets were markers. */
    public void advance(long position) {
        if (position > next) {
            next = position;
        }
    }

    /** Up to {@value #MAX_SLICE} entries at or after the position. */
    public Slice read(long from) {
        long reached = next;
        long last = end;
        long index = indexOf(from, last);
        List<TailEntry> entries = collect(index, last);
        if (from < start || entries == null) {
            return new Slice.TooOld(start);
        }
        if (entries.isEmpty()) {
            return new Slice.Entries(List.of(), Math.max(from, reached));
        }
        long after = entries.get(entries.size() - 1).next();
        return new Slice.Entries(entries, index + entries.size() == last ? Math.max(after, reached) : after);
    }

    /** The first index whose offset is not below the position. A slot that was emptied meanwhile counts as below. */
    private long indexOf(long from, long last) {
        long low = first;
        long high = last;
        while (low < high) {
            long middle = (low + high) >>> 1;
            TailEntry entry = slots.get(slot(middle));
            if (entry == null || entry.offset() < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Null if an entry was dropped under the reader's hands, or even all of them: then the index is behind the last. */
    private List<TailEntry> collect(long index, long last) {
        if (index > last) {
            return null;
        }
        long until = Math.min(last, index + MAX_SLICE);
        List<TailEntry> entries = new ArrayList<>((int) (until - index));
        long size = 0;
        for (long i = index; i < until && size < MAX_SLICE_BYTES; i++) {
            TailEntry entry = slots.get(slot(i));
            if (entry == null || first > i) {
                return null;
            }
            entries.add(entry);
            size += entry.weight();
        }
        return entries;
    }

    private boolean isFullFor(TailEntry entry) {
        long size = end - first;
        return size == slots.length() || (size > 0 && bytes + entry.weight() > budget);
    }

    private void dropOldest() {
        TailEntry oldest = slots.get(slot(first));
        start = oldest.next();
        bytes -= oldest.weight();
        first = first + 1;
        slots.set(slot(first - 1), null);
    }

    private int slot(long index) {
        return (int) (index % slots.length());
    }
}
