package io.logcast.gateway.replay;

/**
 * What replays may cost a gateway, however many there are.
 *
 * @param readers threads that read Kafka, each with a consumer of its own
 * @param bytes of heap for blocks: those kept, and {@link Block#FULL} for each that is being read
 */
public record ReplaySettings(int readers, long bytes) {

    private static final int MOST_READERS = 64;

    /** So that a reader's block and the one ahead of it do not drive each other out. */
    private static final long LEAST_PER_READER = 2 * Block.FULL;

    public ReplaySettings {
        if (readers < 1 || readers > MOST_READERS) {
            throw new IllegalArgumentException(
                    "logcast.gateway.replay-readers must be 1 to " + MOST_READERS + ", not " + readers);
        }
        if (bytes < readers * LEAST_PER_READER) {
            throw new IllegalArgumentException("logcast.gateway.replay-bytes must be at least "
                    + readers * LEAST_PER_READER + " for " + readers + " readers, not " + bytes);
        }
    }

    /** 64 MiB; with so many readers that they need more, what they need. */
    public static ReplaySettings withReaders(int readers) {
        return new ReplaySettings(readers, Math.max(64L << 20, readers * LEAST_PER_READER));
    }
}
