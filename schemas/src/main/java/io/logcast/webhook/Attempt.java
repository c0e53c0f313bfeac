package io.logcast.webhook;

import static java.util.Objects.requireNonNull;

import io.logcast.event.EventId;
import io.logcast.event.EventType;
import java.time.Duration;
import java.time.Instant;

/**
 * One attempt to deliver an event to a webhook, and what became of it.
 *
 * @param messageId the header {@code webhook-id}: the same for all attempts of one event
 * @param number 1 for the first
 * @param at when the request began
 * @param status of the answer; 0 if there was none
 * @param failure why there was no answer; null if there was one
 * @param next when the next attempt is due; null unless the outcome is {@link Outcome#RETRY}
 */
public record Attempt(
        WebhookKey webhook,
        String messageId,
        EventId event,
        EventType type,
        EventPosition position,
        int number,
        Instant at,
        int status,
        String failure,
        Duration took,
        Outcome outcome,
        Instant next) {

    /** What follows from an attempt. */
    public enum Outcome {
        /** The receiver has it. */
        DELIVERED("delivered"),
        /** There will be another attempt. */
        RETRY("retry"),
        /** Too long has gone by since the event was published. */
        GAVE_UP("gave-up"),
        /** The receiver wants no more of this webhook (410), which is disabled now. */
        GONE("gone");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public Attempt {
        requireNonNull(webhook, "webhook is null");
        requireNonNull(messageId, "messageId is null");
        requireNonNull(event, "event is null");
        requireNonNull(type, "type is null");
        requireNonNull(position, "position is null");
        requireNonNull(at, "at is null");
        requireNonNull(took, "took is null");
        requireNonNull(outcome, "outcome is null");
        if ((status == 0) != (failure != null)) {
            throw new IllegalArgumentException("an attempt has either an answer or a failure");
        }
    }
}
