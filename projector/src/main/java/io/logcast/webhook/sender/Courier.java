package io.logcast.webhook.sender;

import io.logcast.event.Event;
import io.logcast.node.webhook.WebhookSnapshot;
import io.logcast.webhook.Attempt;
import io.logcast.webhook.Attempt.Outcome;
import io.logcast.webhook.EventPosition;
import io.logcast.webhook.WebhookDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one delivery: has the event read again if it is not at hand, sends it, and has written down what came of it. It
 * takes a slot until then. Who fails is put back into the line.
 *
 * <pre>
 *  set out ─┬─▶ send ─────────────▶ answered ──▶ settled ─┬─▶ over
 *           ├─▶ fetch ─┬─▶ send …                         └─▶ waits in the line, until the next attempt is due
 *           │          ├─▶ waits in the line, a moment: Kafka did not answer
 *           │          └─▶ dropped: retention has taken it
 *           └─▶ dropped: nobody wants it any more
 * </pre>
 *
 * <p>Confined to the owner of {@link Ports}.
 */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Ports ports;
    private final Backoff backoff;
    private final Slots slots;
    private final Scribe scribe;
    private final SenderCounters counters;

    Courier(Ports ports, Backoff backoff, Slots slots, Scribe scribe, SenderCounters counters) {
        this.ports = ports;
        this.backoff = backoff;
        this.slots = slots;
        this.scribe = scribe;
        this.counters = counters;
    }

    /** @return whether it is under way now; otherwise it is over */
    boolean setOut(Line line, Delivery delivery) {
        if (wanting(delivery).isEmpty()) {
            drop(delivery);
            return false;
        }
        slots.take(line);
        if (delivery.event != null) {
            send(line, delivery, delivery.event.event());
        } else {
            fetch(line, delivery);
        }
        return true;
    }

    private void fetch(Line line, Delivery delivery) {
        EventPosition position = delivery.position;
        ports.events()
                .read(position.partition(), position.offset())
                .whenComplete((block, failure) ->
                        ports.owner().execute(() -> fetched(line, delivery, failure == null ? block : null)));
    }

    private void fetched(Line line, Delivery delivery, Block block) {
        if (!delivery.share.isOpen) {
            // Taken away while it was read: the new owner delivers it.
            slots.free(line);
            return;
        }
        long offset = delivery.position.offset();
        Optional<Published> found = block == null ? Optional.empty() : block.at(offset);
        if (found.isPresent() && wanting(delivery).isPresent()) {
            send(line, delivery, found.get().event());
            return;
        }
        slots.free(line);
        if (found.isPresent()) {
            // Nobody wants it any more.
            drop(delivery);
        } else if (block != null && block.next() > offset) {
            LOG.debug("Retention has taken {} before {} had it.", delivery.position, delivery.webhook);
            counters.count(Outcome.GAVE_UP);
            drop(delivery);
        } else {
            waitUntil(line, delivery, ports.clock().instant().plus(Ports.AGAIN));
        }
    }

    private void send(Line line, Delivery delivery, Event event) {
        WebhookDefinition webhook = wanting(delivery).orElseThrow();
        Instant at = ports.clock().instant();
        post(webhook, event, at)
                .whenComplete((answer, never) ->
                        ports.owner().execute(() -> answered(line, delivery, new Sent(webhook, event, at), answer)));
    }

    /** A request that cannot even be made has failed like any other. */
    private CompletionStage<Answer> post(WebhookDefinition webhook, Event event, Instant at) {
        try {
            return ports.receivers().post(Outgoing.of(webhook, event, at));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(Answer.none("the request cannot be made", Duration.ZERO));
        }
    }

    private void answered(Line line, Delivery delivery, Sent sent, Answer answer) {
        Instant now = ports.clock().instant();
        delivery.attempts++;
        delivery.event = null;
        line.told(answer, backoff, now);
        Optional<Instant> next = nextAttempt(delivery, answer, now);
        Attempt attempt = sent.attempt(delivery, answer, next);
        counters.count(attempt.outcome());
        next.ifPresent(due -> delivery.due = due);
        delivery.isOver = next.isEmpty();
        scribe.settle(delivery, sent, attempt, answer, () -> settled(line, delivery, attempt));
    }

    private Optional<Instant> nextAttempt(Delivery delivery, Answer answer, Instant now) {
        return answer.isSuccess() || answer.isGone()
                ? Optional.empty()
                : backoff.next(
                        delivery.attempts,
                        delivery.published,
                        now,
                        answer.retryAfter(),
                        ports.random().getAsDouble());
    }

    /** All of it is written down. */
    private void settled(Line line, Delivery delivery, Attempt attempt) {
        slots.free(line);
        delivery.letGo();
        if (attempt.outcome() == Outcome.RETRY) {
            waitUntil(line, delivery, delivery.due);
        } else {
            delivery.share.remove(delivery);
        }
    }

    private static void waitUntil(Line line, Delivery delivery, Instant due) {
        if (delivery.share.isOpen) {
            delivery.due = due;
            line.waiting.add(delivery);
        }
    }

    /** It is over without an attempt. */
    private void drop(Delivery delivery) {
        delivery.isOver = true;
        delivery.share.remove(delivery);
        scribe.forget(delivery, delivery::letGo);
    }

    /** The webhook, unless it is disabled or gone. */
    private Optional<WebhookDefinition> wanting(Delivery delivery) {
        WebhookSnapshot webhooks = ports.webhooks().get();
        return webhooks.find(delivery.webhook).filter(WebhookDefinition::enabled);
    }
}
