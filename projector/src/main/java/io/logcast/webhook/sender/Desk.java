package io.logcast.webhook.sender;

import io.logcast.event.Event;
import io.logcast.node.webhook.WebhookSnapshot;
import io.logcast.webhook.Attempt;
import io.logcast.webhook.Attempt.Outcome;
import io.logcast.webhook.EventPosition;
import io.logcast.webhook.RetryNote;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who gets what, and when. An event of the log is offered to the webhooks that it triggers: it leaves at once, or it waits.
 * What waits is noted in Kafka, so that the group's offset goes on whatever a receiver does; what is under way holds the offset
 * until it is settled or noted.
 *
 * <pre>
 *  logcast.events ──▶ offer ─┬─▶ send ──▶ answered ─┬─▶ settled
 *                            ├─▶ wait ◀── note ─────┘
 *                            │     └──▶ read again ──▶ send …
 *                            └─▶ behind: a position in the log, read on when there is room
 * </pre>
 *
 * <p>Confined to one thread, the owner of {@link Ports}.
 */
final class Desk {

    /** How soon Kafka is asked again that has not answered. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    /** Offsets that are held: above it no more events are taken for a moment. */
    static final int MOST_HELD = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Limits limits;
    private final Backoff backoff;
    private final Ports ports;
    private final SenderCounters counters;
    private final Slots slots;
    private final Agenda agenda = new Agenda();
    private final Scribe scribe;
    private final CatchingUp catchingUp;
    private final Map<Integer, Share> shares = new HashMap<>();
    private final Map<WebhookKey, Line> lines = new HashMap<>();
    private final Turns turns = new Turns();

    Desk(Limits limits, Backoff backoff, Ports ports, SenderCounters counters) {
        this.limits = limits;
        this.backoff = backoff;
        this.ports = ports;
        this.counters = counters;
        this.slots = new Slots(limits);
        this.scribe = new Scribe(ports, agenda);
        this.catchingUp = new CatchingUp(ports, scribe, new Room());
    }

    /** The partition is ours from now on. */
    void open(int partition, long next, Collection<RetryNote> notes) {
        Share share = new Share(partition, next);
        shares.put(partition, share);
        for (RetryNote note : notes) {
            if (note instanceof RetryNote.Waiting waiting) {
                enqueue(Delivery.of(share, waiting));
            } else if (note instanceof RetryNote.Behind behind) {
                share.add(new Backlog(share, behind.webhook(), behind.from()));
            }
        }
    }

    /** The partition is another's. What is under way there comes to its end, and the other begins with it anew. */
    void close(int partition) {
        Share share = shares.remove(partition);
        if (share != null) {
            share.isOpen = false;
            lines.values().forEach(line -> line.waiting.removeIf(delivery -> delivery.share == share));
        }
    }

    void closeAll() {
        List.copyOf(shares.keySet()).forEach(this::close);
    }

    /** There is nothing at that offset that could trigger a webhook. */
    void skip(EventPosition position) {
        Share share = shares.get(position.partition());
        if (share != null) {
            share.next = position.offset() + 1;
        }
    }

    /** The next event of a partition. */
    void take(Published event) {
        Share share = shares.get(event.position().partition());
        if (share == null) {
            return;
        }
        share.next = event.position().offset() + 1;
        for (WebhookDefinition webhook : ports.webhooks().get().triggeredBy(event.event())) {
            offer(share, webhook.key(), event);
        }
    }

    /** Does what is due. */
    void turn() {
        Instant now = ports.clock().instant();
        agenda.runDue(now);
        shares.values().forEach(share -> catchingUp.goOn(share, now));
        startDue(now);
        WebhookSnapshot webhooks = ports.webhooks().get();
        lines.values()
                .removeIf(line ->
                        line.isForgettable(now, webhooks.find(line.webhook).isPresent()));
        turns.forget(webhooks);
    }

    /** Below it everything is settled or noted, for each partition that is ours. */
    Map<Integer, Long> settled() {
        Map<Integer, Long> settled = new HashMap<>();
        shares.values().forEach(share -> settled.put(share.partition, share.settled()));
        return settled;
    }

    boolean isFull() {
        return shares.values().stream().mapToInt(Share::heldOffsets).sum() >= MOST_HELD;
    }

    boolean isIdle() {
        return slots.total() == 0 && shares.values().stream().allMatch(share -> share.heldOffsets() == 0);
    }

    int inFlight() {
        return slots.total();
    }

    /** Without those that are behind. */
    int waiting() {
        return lines.values().stream().mapToInt(line -> line.waiting.size()).sum();
    }

    int behind() {
        return shares.values().stream()
                .mapToInt(share -> share.backlogs().size())
                .sum();
    }

    /** When {@link #turn} has something to do, if nothing happens before. */
    Optional<Instant> wakesAt() {
        Optional<Instant> line = lines.values().stream()
                .filter(some -> !some.waiting.isEmpty())
                .map(Line::wakesAt)
                .min(Instant::compareTo);
        return Stream.concat(line.stream(), agenda.next().stream()).min(Instant::compareTo);
    }

    private void offer(Share share, WebhookKey webhook, Published event) {
        Line line = line(webhook);
        long offset = event.position().offset();
        if (share.knows(webhook, offset) || share.isLeftForLater(webhook, offset)) {
            return;
        }
        if (!line.hasRoom(limits)) {
            catchingUp.fallBehind(share, webhook, offset);
            return;
        }
        Instant now = ports.clock().instant();
        Delivery delivery = new Delivery(share, webhook, event.position(), event.at(), now);
        share.add(delivery);
        delivery.holds = true;
        share.hold(offset);
        if (slots.mayStart(line, now) && !line.isDue(now)) {
            delivery.event = event;
            start(line, delivery);
        } else {
            line.waiting.add(delivery);
            scribe.note(delivery, delivery::letGo);
        }
    }

    private void enqueue(Delivery delivery) {
        delivery.share.add(delivery);
        line(delivery.webhook).waiting.add(delivery);
    }

    private void startDue(Instant now) {
        Optional<Line> next = nextDue(now);
        while (next.isPresent()) {
            start(next.get(), next.get().waiting.pollFirst());
            next = nextDue(now);
        }
    }

    private Optional<Line> nextDue(Instant now) {
        return slots.isFull()
                ? Optional.empty()
                : turns.next(lines.values(), line -> line.isDue(now) && slots.mayStart(line, now));
    }

    private void start(Line line, Delivery delivery) {
        if (wanting(delivery).isEmpty()) {
            drop(delivery);
            return;
        }
        slots.take(line);
        turns.took(line);
        if (delivery.event != null) {
            send(line, delivery, delivery.event.event());
            return;
        }
        EventPosition position = delivery.position;
        ports.events()
                .read(position.partition(), position.offset())
                .whenComplete((block, failure) ->
                        ports.owner().execute(() -> fetched(line, delivery, failure == null ? block : null)));
    }

    private void fetched(Line line, Delivery delivery, Block block) {
        long offset = delivery.position.offset();
        Optional<Published> found = block == null
                ? Optional.empty()
                : block.events().stream()
                        .filter(event -> event.position().offset() == offset)
                        .findFirst();
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
            waitUntil(line, delivery, ports.clock().instant().plus(AGAIN));
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
        Optional<Instant> next = answer.isSuccess() || answer.isGone()
                ? Optional.empty()
                : backoff.next(
                        delivery.attempts,
                        delivery.published,
                        now,
                        answer.retryAfter(),
                        ports.random().getAsDouble());
        Attempt attempt = sent.attempt(delivery, answer, next);
        counters.count(attempt.outcome());
        next.ifPresent(due -> delivery.due = due);
        delivery.isOver = next.isEmpty();
        scribe.settle(delivery, sent, attempt, answer, () -> settled(line, delivery, attempt));
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

    private void waitUntil(Line line, Delivery delivery, Instant due) {
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

    private Line line(WebhookKey webhook) {
        return lines.computeIfAbsent(webhook, Line::new);
    }

    /** For events of a backlog. */
    private final class Room implements CatchingUp.Admission {

        @Override
        public boolean hasMuchRoom(WebhookKey webhook) {
            return 2 * line(webhook).size() <= limits.waiting();
        }

        @Override
        public boolean hasRoom(WebhookKey webhook) {
            return line(webhook).hasRoom(limits);
        }

        @Override
        public boolean knows(Backlog backlog, Published event) {
            return backlog.share.knows(backlog.webhook, event.position().offset());
        }

        @Override
        public Delivery admit(Backlog backlog, Published event) {
            Instant now = ports.clock().instant();
            Delivery delivery = new Delivery(backlog.share, backlog.webhook, event.position(), event.at(), now);
            enqueue(delivery);
            return delivery;
        }
    }
}
