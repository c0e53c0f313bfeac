package io.logcast.bench.feed;

/**
 * @param planned events that the rate asked for
 * @param sent events that were handed over
 * @param lateMillis by how much the worst of them was handed over too late
 * @param startNanos when the first was due, on {@link System#nanoTime}
 */
public record Published(long planned, long sent, double lateMillis, long startNanos, double seconds) {

    private static final double BACKLOG_MILLIS = 250;

    /** The publisher kept its times: what was late was so because of the server. */
    public boolean isOnTime() {
        return sent == planned && lateMillis < BACKLOG_MILLIS;
    }
}
