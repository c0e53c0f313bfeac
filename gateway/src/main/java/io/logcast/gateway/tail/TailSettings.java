package io.logcast.gateway.tail;

import java.time.Duration;

/**
 * How much of the log a gateway keeps in memory.
 *
 * @param bytes of heap for all partitions together
 * @param grace how long a partition is still followed when nobody needs it any more
 * @param gather how long records that follow others closely may wait for more of them
 */
public record TailSettings(long bytes, Duration grace, Duration gather) {

    public TailSettings {
        if (bytes < 1) {
            throw new IllegalArgumentException("logcast.gateway.tail-bytes must be at least 1, not " + bytes);
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("logcast.gateway.tail-grace must not be negative, it is " + grace);
        }
        if (gather.isNegative()) {
            throw new IllegalArgumentException("logcast.gateway.gather must not be negative, it is " + gather);
        }
    }

    /** A quarter of the heap. */
    public static long quarterOfHeap() {
        return Runtime.getRuntime().maxMemory() / 4;
    }
}
