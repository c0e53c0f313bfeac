package io.logcast.node.event;

import static java.util.Objects.requireNonNull;

import io.logcast.event.EventId;

/**
 * Where a kept event is.
 *
 * @param partition of {@code logcast.events}
 * @param offset in the partition
 */
public record Receipt(EventId id, int partition, long offset) {

    public Receipt {
        requireNonNull(id, "id is null");
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("position must not be negative: " + partition + "-" + offset);
        }
    }

    /** {@code partition-offset}, for example {@code 3-1042}. */
    public String position() {
        return partition + "-" + offset;
    }
}
