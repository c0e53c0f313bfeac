package io.logcast.gateway.tail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The bytes that all tail logs of a gateway may use together: when they are used up, the largest log gives its oldest
 * entries away. So a busy partition has what the idle ones do not need. Confined to the tail thread.
 */
public final class TailMemory {

    private final long limit;
    private final List<TailLog> logs = new ArrayList<>();
    private long used;

    /** @param limit bytes; the newest entry of a log stays even if it alone is larger */
    public TailMemory(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be at least 1, not " + limit);
        }
        this.limit = limit;
    }

    void register(TailLog log) {
        logs.add(log);
    }

    void taken(long bytes) {
        used += bytes;
        while (used > limit && shrinkLargest()) {}
    }

    void returned(long bytes) {
        used -= bytes;
    }

    private boolean shrinkLargest() {
        return logs.stream()
                .filter(TailLog::hasSeveral)
                .max(Comparator.comparingLong(TailLog::bytes))
                .map(TailLog::dropOldest)
                .isPresent();
    }
}
