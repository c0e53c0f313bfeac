package io.logcast.webhook.sender;

import io.logcast.node.webhook.WebhookTable;
import io.logcast.webhook.EventPosition;
import io.logcast.webhook.RetryNote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One membership in the group, from joining to leaving or to a failure: polls, hands to the {@link Desk} what comes, runs what
 * has come back, commits. Confined to the sender's thread.
 */
final class Shift {

    private static final Duration LONGEST_POLL = Duration.ofMillis(500);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REFRESH_PATIENCE = Duration.ofMillis(200);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    private final Desk desk;
    private final WebhookTable webhooks;
    private final RetryNotes notes;
    private final Mailbox mailbox;
    private final InstantSource clock;
    private final Arrivals arrivals;
    private Instant commitAt;

    Shift(Desk desk, WebhookTable webhooks, RetryNotes notes, Mailbox mailbox, InstantSource clock) {
        this.desk = desk;
        this.webhooks = webhooks;
        this.notes = notes;
        this.mailbox = mailbox;
        this.clock = clock;
        this.arrivals = new Arrivals(webhooks::refreshed, REFRESH_PATIENCE);
        this.commitAt = clock.instant().plus(COMMIT_INTERVAL);
    }

    /** Who gives up partitions that others are to have. */
    Membership.Owner owner() {
        return new DeskOwner();
    }

    /** What is done over and over. */
    void turn(Membership group) throws InterruptedException {
        mailbox.run();
        open(group);
        desk.turn();
        group.setPaused(desk.isFull() || !arrivals.isEmpty());
        arrivals.add(group.poll(arrivals.isEmpty() ? patience() : Duration.ZERO));
        offer(arrivals.take());
        if (!clock.instant().isBefore(commitAt)) {
            group.commit();
            commitAt = clock.instant().plus(COMMIT_INTERVAL);
        }
    }

    /** Takes no more, and waits a little for what is under way. */
    void finish(Membership group) {
        Instant deadline = clock.instant().plus(CLOSE_PATIENCE);
        group.setPaused(true);
        while (!desk.isIdle() && clock.instant().isBefore(deadline)) {
            mailbox.run();
            group.poll(Duration.ofMillis(50));
        }
        group.commitNow();
    }

    private void open(Membership group) {
        Map<Integer, Membership.Arrived> arrived = group.arrived();
        if (!arrived.isEmpty()) {
            Map<Integer, List<RetryNote>> noted = notes.of(arrived.keySet());
            arrived.forEach(
                    (partition, place) -> desk.open(partition, place.next(), place.end(), noted.get(partition)));
        }
    }

    private void offer(List<ConsumerRecord<String, byte[]>> records) {
        // Most of the platforms have no webhook, and then nobody needs to look into an event.
        boolean isAnyThere = webhooks.snapshot().size() > 0;
        for (ConsumerRecord<String, byte[]> written : records) {
            EventPosition position = new EventPosition(written.partition(), written.offset());
            (isAnyThere ? KafkaEvents.read(written) : Optional.<Published>empty())
                    .ifPresentOrElse(desk::take, () -> desk.skip(position));
        }
    }

    private Duration patience() {
        if (!mailbox.isEmpty()) {
            return Duration.ZERO;
        }
        Duration due =
                desk.wakesAt().map(at -> Duration.between(clock.instant(), at)).orElse(LONGEST_POLL);
        if (due.compareTo(LONGEST_POLL) > 0) {
            return LONGEST_POLL;
        }
        // What is due and has no room yet is started by the answer that makes room, which wakes us.
        return due.isNegative() || due.isZero() ? Duration.ofMillis(desk.inFlight() > 0 ? 50 : 1) : due;
    }

    private final class DeskOwner implements Membership.Owner {

        @Override
        public Map<Integer, Long> settled() {
            return desk.settled();
        }

        @Override
        public void close(int partition) {
            desk.close(partition);
            arrivals.drop(partition);
        }

        @Override
        public boolean isCalled() {
            return !mailbox.isEmpty();
        }
    }
}
