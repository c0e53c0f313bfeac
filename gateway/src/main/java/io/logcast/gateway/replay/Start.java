package io.logcast.gateway.replay;

import static java.util.Objects.requireNonNull;

import io.logcast.cursor.Cursor;
import java.util.List;
import java.util.Map;

/**
 * Where a subscriber does begin, and what it has to be told first.
 *
 * @param gaps one for each partition of which something cannot be had; with an unknown epoch one for all
 * @param ends where the log ended, in partitions whose tail does not know that yet
 */
public record Start(Cursor at, List<Gap> gaps, Map<Integer, Long> ends) {

    public Start {
        requireNonNull(at, "at is null");
        gaps = List.copyOf(gaps);
        ends = Map.copyOf(ends);
    }

    public static Start at(Cursor cursor) {
        return new Start(cursor, List.of(), Map.of());
    }
}
