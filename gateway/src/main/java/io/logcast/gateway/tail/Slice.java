package io.logcast.gateway.tail;

import java.util.List;

/** What reading from a position gives. */
public sealed interface Slice {

    /**
     * What the log has from there on, in order.
     *
     * @param entries may be empty; offsets may have holes (transaction markers), which are no loss
     * @param next where to go on; more than the last entry's successor if only markers follow
     */
    record Entries(List<TailEntry> entries, long next) implements Slice {

        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The position is no longer there.
     *
     * @param start the oldest position that is
     */
    record TooOld(long start) implements Slice {}
}
