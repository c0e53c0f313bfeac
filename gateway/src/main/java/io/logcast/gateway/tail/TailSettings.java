package io.logcast.gateway.tail;

/**
 * How much of the log a gateway keeps in memory.
 *
 * @param bytes of heap for all partitions together
 * @param entries of one partition at most
 */
public record TailSettings(long bytes, int entries) {

    private static final int MAX_ENTRIES = 1 << 20;

    public TailSettings {
        if (bytes < 1) {
            throw new IllegalArgumentException("logcast.gateway.tail-bytes must be at least 1, not " + bytes);
        }
        if (entries < 1 || entries > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "logcast.gateway.tail-entries must be 1 to " + MAX_ENTRIES + ", not " + entries);
        }
    }

    /** A quarter of the heap. */
    public static TailSettings byHeap() {
        return new TailSettings(Runtime.getRuntime().maxMemory() / 4, 1 << 16);
    }
}
