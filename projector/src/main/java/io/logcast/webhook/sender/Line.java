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

    private Instant notBefore = Instant.MIN;

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
        return inFlight < (failures > 0 ? 1 : limits.perWebhook()) && !now.isBefore(notBefore);
    }

    boolean isDue(Instant now) {
        return !waiting.isEmpty() && !waiting.first().due.isAfter(now);
    }

    /** When it is worth looking again; only meaningful while something waits. */
    Instant wakesAt() {
        Instant due = waiting.first().due;
        return due.isBefore(notBefore) ? notBefore : due;
    }

    void told(Answer answer, Backoff backoff, Instant now) {
        failures = answer.isSuccess() ? 0 : failures + 1;
        if (answer.isSuccess()) {
            notBefore = Instant.MIN;
            return;
        }
        if (failures >= FAILURES_BEFORE_A_PAUSE) {
            pause(now, shorter(backoff.delay(failures - FAILURES_BEFORE_A_PAUSE + 1), LONGEST_PAUSE));
        }
        if (answer.retryAfter() != null && (answer.status() == 429 || answer.status() == 503)) {
            pause(now, shorter(answer.retryAfter(), backoff.longest()));
        }
    }

    /** Nothing is known of it that would be missed. */
    boolean isForgettable(boolean webhookExists) {
        return size() == 0 && (failures == 0 || !webhookExists);
    }

    private void pause(Instant now, Duration length) {
        Instant until = now.plus(length);
        notBefore = until.isAfter(notBefore) ? until : notBefore;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
