package io.logcast.gateway.replay;

import static java.util.Objects.requireNonNull;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.tail.TailLog;
import java.util.Optional;

/** Where a subscriber does begin, and what it has to be told first. */
public record Start(Cursor at, Optional<Gap> gap) {

    public Start {
        requireNonNull(at, "at is null");
        requireNonNull(gap, "gap is null");
    }

    static Start at(Cursor cursor) {
        return new Start(cursor, Optional.empty());
    }

    /** The position in the partition of the log that the subscriber reads. */
    public long next(TailLog log) {
        return at.next(log.partition()).orElseThrow();
    }
}
