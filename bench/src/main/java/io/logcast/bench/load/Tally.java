package io.logcast.bench.load;

import org.HdrHistogram.Histogram;

/** Counts since the last reading. Fields, not methods: they are touched for every delivery. */
final class Tally {

    private static final long SHORTEST_NANOS = 1_000;
    private static final long LONGEST_NANOS = 600_000_000_000L;

    long deliveries;
    long bytes;
    long reads;
    long lost;
    long doubled;
    long disordered;
    long firstNanos;
    long lastNanos;
    long connectNanos;
    long recovered;
    long fresh;
    long replayed;
    long attempts;
    long acceptedNanos;
    final Histogram outage = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, 3);
    final Histogram latency = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, 3);

    void delivery(long sent, long now) {
        deliveries++;
        if (sent > 0) {
            latency.recordValue(Math.min(LONGEST_NANOS, Math.max(0, now - sent)));
        }
    }

    /** The delay of what was missed says nothing: it is for how long its receiver was away. */
    void replay() {
        deliveries++;
        replayed++;
    }

    void accepted(long now) {
        acceptedNanos = now;
    }

    /** Accepted again, after that time. */
    void acceptedAgain(long away) {
        outage.recordValue(Math.min(LONGEST_NANOS, Math.max(0, away)));
    }

    void reset() {
        deliveries = 0;
        bytes = 0;
        reads = 0;
        lost = 0;
        doubled = 0;
        disordered = 0;
        firstNanos = 0;
        lastNanos = 0;
        connectNanos = 0;
        recovered = 0;
        fresh = 0;
        replayed = 0;
        attempts = 0;
        acceptedNanos = 0;
        outage.reset();
        latency.reset();
    }
}
