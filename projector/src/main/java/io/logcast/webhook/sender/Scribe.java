package io.logcast.webhook.sender;

import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Refusal;
import io.logcast.webhook.Attempt;
import io.logcast.webhook.Attempt.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what has happened, again and again until Kafka has it; only then it goes on. What is written is what counts at
 * that moment, for in between a delivery may have gone on. Confined to the owner's thread.
 */
final class Scribe {

    private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);

    private final Ports ports;
    private final Agenda agenda;

    Scribe(Ports ports, Agenda agenda) {
        this.ports = ports;
        this.agenda = agenda;
    }

    /** The delivery waits. */
    void note(Delivery delivery, Runnable then) {
        delivery.isNoted = true;
        write(delivery.share, () -> noteOf(delivery), then);
    }

    /** The delivery is over; a note of it, if there is one, is settled. */
    void forget(Delivery delivery, Runnable then) {
        write(delivery.share, () -> noteOf(delivery), then);
    }

    /** What has become of an attempt: the log of attempts, the event about it, the note. */
    void settle(Delivery delivery, Sent sent, Attempt attempt, Answer answer, Runnable then) {
        delivery.isNoted |= attempt.outcome() == Outcome.RETRY;
        write(null, () -> all(parts(delivery, sent, attempt, answer)), then);
    }

    /** Each for itself: what is refused of one says nothing of the others. */
    private List<CompletionStage<?>> parts(Delivery delivery, Sent sent, Attempt attempt, Answer answer) {
        List<CompletionStage<?>> parts = new ArrayList<>();
        parts.add(attempted(() -> ports.journal().attempt(attempt)));
        parts.add(attempted(() -> noteOf(delivery)));
        if (answer.isThere()) {
            parts.add(attempted(
                    () -> ports.journal().publish(TriggeredEvent.of(sent.webhook(), sent.event(), attempt, answer))));
        }
        if (attempt.outcome() == Outcome.GONE) {
            parts.add(attempted(() -> ports.journal().disable(sent.webhook())));
        }
        return parts;
    }

    /**
     * @param share null: also when nobody of us owns it any more
     * @param what gives another stage each time
     */
    void write(Share share, Supplier<CompletionStage<?>> what, Runnable then) {
        if (share != null && !share.isOpen) {
            return;
        }
        attempted(what)
                .whenComplete((kept, refused) -> ports.owner().execute(() -> {
                    if (refused == null) {
                        then.run();
                    } else {
                        agenda.add(ports.clock().instant().plus(Ports.AGAIN), () -> write(share, what, then));
                    }
                }));
    }

    /** Fails with what is worth another attempt. What is hopeless is told of, and counts as written. */
    private static CompletionStage<?> attempted(Supplier<CompletionStage<?>> what) {
        return begun(what)
                .handle((kept, refused) -> {
                    if (refused == null || isHopeless(refused)) {
                        return CompletableFuture.completedFuture(null);
                    }
                    return CompletableFuture.failedFuture(refused);
                })
                .thenCompose(same -> same);
    }

    private static CompletionStage<?> begun(Supplier<CompletionStage<?>> what) {
        try {
            return what.get();
        } catch (AppendRefused refused) {
            return CompletableFuture.failedFuture(refused);
        } catch (RuntimeException e) {
            LOG.warn("What became of a delivery cannot be written down.", e);
            return CompletableFuture.completedFuture(null);
        }
    }

    static CompletionStage<Void> all(List<CompletionStage<?>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    /** What is to be noted of it now. A note of a partition that is another's now would be taken for the other's own. */
    CompletionStage<?> noteOf(Delivery delivery) {
        if (!delivery.isNoted || !delivery.share.isOpen) {
            return CompletableFuture.completedFuture(null);
        }
        return delivery.isOver
                ? ports.journal().forget(delivery.note())
                : ports.journal().keep(delivery.note());
    }

    /** It would be refused for ever, and hold up everything behind it. */
    private static boolean isHopeless(Throwable refused) {
        Throwable cause = refused instanceof CompletionException ? refused.getCause() : refused;
        boolean isHopeless = cause instanceof AppendRefused refusal && refusal.refusal() == Refusal.TOO_LARGE;
        if (isHopeless) {
            LOG.warn("What became of a delivery could not be written down: {}", cause.getMessage());
        }
        return isHopeless;
    }
}
