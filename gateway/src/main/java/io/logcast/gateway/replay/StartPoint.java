package io.logcast.gateway.replay;

import io.logcast.cursor.Cursor;
import java.time.Instant;

/** Where a subscriber asks to begin. */
public sealed interface StartPoint {

    /** Only what comes from now on. */
    record Latest() implements StartPoint {}

    /** Everything that there still is. */
    record Earliest() implements StartPoint {}

    /** What came at that time or later. */
    record Since(Instant time) implements StartPoint {}

    /**
     * Behind what the cursor has seen.
     *
     * @param otherwise where to go on if that cannot be had: at the oldest or at the newest
     */
    record After(Cursor cursor, StartPoint otherwise) implements StartPoint {

        public After {
            if (otherwise instanceof After) {
                throw new IllegalArgumentException("otherwise must not be a cursor again");
            }
        }
    }
}
