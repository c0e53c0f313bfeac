package io.logcast.gateway.replay;

import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.TailEntry;
import java.util.List;

/**
 * What one poll has brought: positions {@code from} (inclusive) to {@code next} (exclusive) of a partition, whole.
 * Immutable, so that any number of subscribers read it on their own threads.
 *
 * @param entries in order; offsets may have holes (transaction markers), which are no loss
 * @param isLast whether the log ended here when it was read, so that reading ahead would only wait
 * @param weight about how many bytes of heap it keeps alive
 */
record Block(int partition, long from, long next, List<TailEntry> entries, boolean isLast, long weight)
        implements Stretch {

    /** Records in a block at most; a position less than that behind the start of a block is likely to be in it. */
    static final int RECORDS = 2000;

    /** Bytes fetched for one partition at most, give or take a batch. */
    static final int FETCH = 1 << 20;

    /** What a block may weigh: a fetch and what entries cost besides. Records that were compressed may exceed it. */
    static final long FULL = 2L << 20;

    /** Entries in one slice at most: a subscriber that catches up must not hold its event loop for long. */
    private static final int SLICE_ENTRIES = 256;

    /** Bytes in one slice, give or take an entry: a full socket is handed that much on top. */
    private static final long SLICE_BYTES = 128 << 10;

    Block {
        if (from < 0 || next <= from) {
            throw new IllegalArgumentException("no block: " + from + " to " + next);
        }
        entries = List.copyOf(entries);
    }

    Block(int partition, long from, long next, List<TailEntry> entries, boolean isLast) {
        this(partition, from, next, entries, isLast, weight(entries));
    }

    @Override
    public boolean covers(long position) {
        return from <= position && position < next;
    }

    @Override
    public Slice.Entries slice(long position) {
        int first = indexOf(position);
        int end = first;
        for (long bytes = 0; end < entries.size() && end - first < SLICE_ENTRIES && bytes < SLICE_BYTES; end++) {
            bytes += entries.get(end).weight();
        }
        // Up to the next entry rather than behind the last: markers between the two need no reading of their own.
        long reached = end < entries.size() ? entries.get(end).offset() : next;
        return new Slice.Entries(entries.subList(first, end), reached);
    }

    /** Whether who has read up to there will soon need the next block. */
    boolean isLate(long position) {
        return position - from > (next - from) / 2;
    }

    /** The first entry that is not below the position. */
    private int indexOf(long position) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).offset() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long weight(List<TailEntry> entries) {
        return entries.stream().mapToLong(TailEntry::weight).sum();
    }
}
