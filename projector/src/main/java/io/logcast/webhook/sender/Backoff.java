package io.logcast.webhook.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to try again: twice as long after each attempt, a fifth more or less, so that those who failed together do not come
 * back together.
 *
 * @param first after the first attempt
 * @param longest between two attempts
 * @param giveUpAfter since the event was published; every event gets one attempt, however old it is
 */
public record Backoff(Duration first, Duration longest, Duration giveUpAfter) {

    /** More than a receiver may ask for. */
    static final Duration MOST_ASKED = Duration.ofDays(1);

    private static final int MOST_DOUBLINGS = 30;
    private static final double JITTER = 0.2;

    /**
     * @param attempts that were made, at least 1
     * @param asked what the receiver wants us to wait; null if it did not say
     * @param random 0 to 1
     * @return empty if it would be too late
     */
    Optional<Instant> next(int attempts, Instant published, Instant now, Duration asked, double random) {
        Duration delay = jittered(delay(attempts), random);
        if (asked != null && asked.compareTo(delay) > 0) {
            delay = asked.compareTo(MOST_ASKED) < 0 ? asked : MOST_ASKED;
        }
        Instant due = now.plus(delay);
        return due.isAfter(published.plus(giveUpAfter)) ? Optional.empty() : Optional.of(due);
    }

    /** Without jitter. */
    Duration delay(int attempts) {
        Duration doubled = first.multipliedBy(1L << Math.min(Math.max(0, attempts - 1), MOST_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    private static Duration jittered(Duration delay, double random) {
        return Duration.ofNanos((long) (delay.toNanos() * (1 - JITTER + 2 * JITTER * random)));
    }
}
