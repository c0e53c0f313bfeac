package io.logcast.gateway.replay;

/**
 * What a partition holds: positions {@code start} (inclusive) to {@code end} (exclusive).
 *
 * @param end for committed reads: up to the oldest open transaction
 */
public record LogRange(long start, long end) {

    public LogRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no range: " + start + " to " + end);
        }
    }
}
