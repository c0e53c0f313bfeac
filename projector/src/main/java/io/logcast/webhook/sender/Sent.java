package io.logcast.webhook.sender;

import io.logcast.event.Event;
import io.logcast.webhook.Attempt;
import io.logcast.webhook.Attempt.Outcome;
import io.logcast.webhook.WebhookDefinition;
import java.time.Instant;
import java.util.Optional;

/** A request that was made. */
record Sent(WebhookDefinition webhook, Event event, Instant at) {

    /** @param next when it is tried again; empty: never */
    Attempt attempt(Delivery delivery, Answer answer, Optional<Instant> next) {
        return new Attempt(
                webhook.key(),
                MessageId.of(webhook.key(), event),
                event.id(),
                event.type(),
                delivery.position,
                delivery.attempts,
                at,
                answer.status(),
                answer.failure(),
                answer.took(),
                outcome(answer, next),
                next.orElse(null));
    }

    private static Outcome outcome(Answer answer, Optional<Instant> next) {
        if (answer.isSuccess()) {
            return Outcome.DELIVERED;
        }
        if (answer.isGone()) {
            return Outcome.GONE;
        }
        return next.isPresent() ? Outcome.RETRY : Outcome.GAVE_UP;
    }
}
