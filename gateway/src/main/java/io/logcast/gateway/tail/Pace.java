package io.logcast.gateway.tail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Keeps finds apart: what comes while one waits for the next is found together, in one question to Kafka and one visit to
 * each event loop. Whatever comes after a rest is found at once. Confined to the tail thread.
 */
final class Pace {

    private final long distance;
    private final LongSupplier nanoClock;
    private final LongConsumer parker;
    private long found;

    /** @param parker waits that many nanoseconds; it may wait less */
    Pace(Duration distance, LongSupplier nanoClock, LongConsumer parker) {
        this.distance = distance.toNanos();
        this.nanoClock = nanoClock;
        this.parker = parker;
        this.found = nanoClock.getAsLong() - this.distance;
    }

    static Pace of(Duration distance) {
        return new Pace(distance, System::nanoTime, LockSupport::parkNanos);
    }

    /** Returns when the next find may be. */
    void await() {
        long rest = found + distance - nanoClock.getAsLong();
        if (rest > 0) {
            parker.accept(rest);
        }
    }

    void found() {
        found = nanoClock.getAsLong();
    }
}
