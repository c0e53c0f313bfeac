package io.logcast.gateway.redis;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Publishes messages, each with its number. */
interface Numbers {

    Duration PATIENCE = Duration.ofSeconds(40);

    void publish(int from, int until);

    /** At least so many, and on until this holds, or patience ends. @return up to which */
    default int publishUntil(int from, int atLeast, BooleanSupplier holds) {
        publish(from, atLeast);
        long end = System.nanoTime() + PATIENCE.toNanos();
        int next = atLeast;
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            publish(next, ++next);
        }
        return next;
    }
}
