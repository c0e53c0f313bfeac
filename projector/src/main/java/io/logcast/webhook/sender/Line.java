package io.logcast.webhook.sender;

import io.logcast.webhook.WebhookKey;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;

/**
 * What waits for one webhook, and how it has fared. After a failure it gets one request at a time, until it has taken one;
 * after some in a row there are pauses between them, so that a receiver that is down is asked seldom and costs little.
 */
final class Line {

    static final int FAILURES_BEFORE_A_PAUSE = 3;
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    final WebhookKey webhook;
    final TreeSet<Delivery> waiting = new TreeSet<>(Delivery.BY_DUE);

    int inFlight;

    /** In a row. */
    private int failures;

    /** Our own pause after failures: a success ends it. */
    private Instant pausedUntil = Instant.MIN;

    /** The receiver's own wish: a request that was under way when it was said ends nothing. */
    private Instant unwantedUntil = Instant.MIN;

    Line(WebhookKey webhook) {
        this.webhook = webhook;
    }

    boolean hasRoom(Limits limits) {
        return size() < limits.waiting();
    }

    int size() {
        return waiting.size() + inFlight;
    }

    boolean mayStart(Limits limits, Instant now) {
        return inFlight < (failures > 0 ? 1 : limits.perWebhook()) && !now.isBefore(notBefore());
    }

    boolean isDue(Instant now) {
        return !waiting.isEmpty() && !waiting.first().due.isAfter(now);
    }

    /** When it is worth looking again; only meaningful while something waits. */
    Instant wakesAt() {
        Instant due = waiting.first().due;
        return later(due, notBefore());
    }

    void told(Answer answer, Backoff backoff, Instant now) {
        failures = answer.isSuccess() ? 0 : failures + 1;
        if (answer.isSuccess()) {
            pausedUntil = Instant.MIN;
            return;
        }
        if (failures >= FAILURES_BEFORE_A_PAUSE) {
            Duration pause = shorter(backoff.delay(failures - FAILURES_BEFORE_A_PAUSE + 1), LONGEST_PAUSE);
            pausedUntil = later(pausedUntil, now.plus(pause));
        }
        if (answer.retryAfter() != null && (answer.status() == 429 || answer.status() == 503)) {
            unwantedUntil = later(unwantedUntil, now.plus(shorter(answer.retryAfter(), backoff.longest())));
        }
    }

    /** Nothing is known of it that would be missed. */
    boolean isForgettable(Instant now, boolean webhookExists) {
        return size() == 0 && (!webhookExists || (failures == 0 && !now.isBefore(unwantedUntil)));
    }

    private Instant notBefore() {
        return later(pausedUntil, unwantedUntil);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
