package io.logcast.webhook.sender;

import io.logcast.node.webhook.WebhookSnapshot;
import io.logcast.webhook.EventPosition;
import io.logcast.webhook.RetryNote;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who gets what, and when. An event of the log is offered to the webhooks that it triggers: it leaves at once with the
 * {@link Courier}, or it waits. What waits is noted in Kafka, so that the group's offset goes on whatever a receiver does; what
 * is under way holds the offset until it is settled or noted.
 *
 * <pre>
 *  logcast.events ──▶ offer ─┬─▶ set out ──▶ answered ─┬─▶ settled
 *                            ├─▶ wait ◀── note ────────┘
 *                            │     └──▶ set out …
 *                            └─▶ behind: a position in the log, read on when there is room
 * </pre>
 *
 * <p>Confined to one thread, the owner of {@link Ports}.
 */
final class Desk {

    /** Offsets that are held: above it no more events are taken for a moment. */
    static final int MOST_HELD = 5_000;

    private final Limits limits;
    private final Ports ports;
    private final Slots slots;
    private final Agenda agenda = new Agenda();
    private final Scribe scribe;
    private final CatchingUp catchingUp;
    private final Courier courier;
    private final Map<Integer, Share> shares = new HashMap<>();
    private final Map<WebhookKey, Line> lines = new HashMap<>();
    private final Turns turns = new Turns();

    Desk(Limits limits, Backoff backoff, Ports ports, SenderCounters counters) {
        this.limits = limits;
        this.ports = ports;
        this.slots = new Slots(limits);
        this.scribe = new Scribe(ports, agenda);
        this.catchingUp = new CatchingUp(ports, scribe, new Room());
        this.courier = new Courier(ports, backoff, slots, scribe, counters);
    }

    /**
     * The partition is ours from now on.
     *
     * @param end of the log now
     */
    void open(int partition, long next, long end, Collection<RetryNote> notes) {
        Share share = new Share(partition, next, end);
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
        if (share.isFirstInherited(webhook, offset)) {
            catchingUp.settleLateNote(share, webhook);
        }
        if (!line.hasRoom(limits)) {
            catchingUp.fallBehind(share, webhook, offset);
            return;
        }
        Instant now = ports.clock().instant();
        Delivery delivery = new Delivery(share, webhook, event.position(), event.at(), now);
        share.add(delivery);
        delivery.isNoted = share.isInherited(offset);
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
        if (courier.setOut(line, delivery)) {
            turns.took(line);
        }
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
