package io.logcast.webhook.sender;

import io.logcast.node.append.Appender;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.event.EventLog;
import io.logcast.node.webhook.WebhookTable;
import io.logcast.webhook.EventPosition;
import io.logcast.webhook.RetryNote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that delivers: polls the group, runs what has come back from other threads, lets the {@link Desk} do what is due.
 * After a failure it begins anew from the group's offsets and the notes; what is repeated then has the same message id.
 */
public final class WebhookSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REFRESH_PATIENCE = Duration.ofMillis(200);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);
    private static final long JOIN_PATIENCE_MS = 12_000;

    private final KafkaSettings kafka;
    private final String nodeId;
    private final BrokerWatch broker;
    private final WebhookTable webhooks;
    private final Limits limits;
    private final Backoff backoff;
    private final Ports ports;
    private final RetryNotes notes;
    private final SenderCounters counters;
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::live, "logcast-webhooks");

    private volatile boolean isStopping;
    private volatile Membership membership;
    private volatile State state = State.NONE;

    /**
     * How it is.
     *
     * @param partitions of {@code logcast.events} that are delivered from here
     * @param inFlight requests
     * @param waiting events that wait for a webhook one by one
     * @param behind webhooks that have fallen behind, counted once for each partition
     */
    public record State(int partitions, int inFlight, int waiting, int behind) {

        static final State NONE = new State(0, 0, 0, 0);
    }

    private WebhookSender(
            KafkaSettings kafka,
            String nodeId,
            BrokerWatch broker,
            Appender appender,
            EventLog events,
            WebhookTable webhooks,
            HttpReceivers receivers,
            KafkaEvents source,
            Limits limits,
            Backoff backoff,
            SenderCounters counters) {
        this.kafka = kafka;
        this.nodeId = nodeId;
        this.broker = broker;
        this.webhooks = webhooks;
        this.limits = limits;
        this.backoff = backoff;
        this.counters = counters;
        this.notes = new RetryNotes(kafka, appender);
        this.ports = new Ports(
                webhooks::snapshot,
                receivers,
                source,
                new KafkaJournal(appender, events, notes, webhooks),
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextDouble(),
                this::later);
        thread.setDaemon(true);
    }

    /** Begins. Never throws because Kafka is away. */
    public static WebhookSender start(
            KafkaSettings kafka,
            String nodeId,
            BrokerWatch broker,
            Appender appender,
            EventLog events,
            WebhookTable webhooks,
            HttpReceivers receivers,
            KafkaEvents source,
            Limits limits,
            Backoff backoff,
            SenderCounters counters) {
        WebhookSender sender = new WebhookSender(
                kafka, nodeId, broker, appender, events, webhooks, receivers, source, limits, backoff, counters);
        sender.thread.start();
        return sender;
    }

    /** Any thread. */
    public State state() {
        return state;
    }

    /** Takes no more, and waits some seconds for what is under way; what is not answered then is sent again later. */
    @Override
    public void close() {
        isStopping = true;
        Membership present = membership;
        if (present != null) {
            present.wake();
        } else {
            thread.interrupt();
        }
        try {
            thread.join(JOIN_PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    /** Any thread: on ours, soon. */
    private void later(Runnable work) {
        mailbox.add(work);
        Membership present = membership;
        if (present != null) {
            present.wake();
        }
    }

    private void live() {
        try {
            broker.ready().toCompletableFuture().get();
            while (!isStopping && !webhooks.awaitRead(PAUSE)) {
                LOG.debug("Waiting for the webhooks.");
            }
            while (!isStopping) {
                run();
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("The delivery to webhooks ends.");
        } catch (ExecutionException e) {
            LOG.debug("The delivery to webhooks ends before Kafka was there.", e);
        }
    }

    private void run() throws InterruptedException {
        mailbox.clear();
        Desk desk = new Desk(limits, backoff, ports, counters);
        Arrivals arrivals = new Arrivals(webhooks::refreshed, REFRESH_PATIENCE);
        try (Membership opened = new Membership(kafka, nodeId, new DeskOwner(desk, arrivals))) {
            membership = opened;
            deliver(desk, arrivals, opened);
            finish(desk, opened);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("The delivery to webhooks begins again from its last commit: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.warn("The delivery to webhooks begins again from its last commit.", e);
        } finally {
            membership = null;
            state = State.NONE;
            desk.closeAll();
        }
    }

    private void deliver(Desk desk, Arrivals arrivals, Membership group) throws InterruptedException {
        Instant commitAt = ports.clock().instant().plus(COMMIT_INTERVAL);
        while (!isStopping) {
            runMail();
            open(desk, group);
            desk.turn();
            group.setPaused(desk.isFull() || !arrivals.isEmpty());
            state = new State(group.partitions(), desk.inFlight(), desk.waiting(), desk.behind());
            arrivals.add(group.poll(arrivals.isEmpty() ? patience(desk) : Duration.ZERO));
            offer(desk, arrivals.take());
            if (!ports.clock().instant().isBefore(commitAt)) {
                group.commit();
                commitAt = ports.clock().instant().plus(COMMIT_INTERVAL);
            }
        }
    }

    private void runMail() {
        for (Runnable work = mailbox.poll(); work != null; work = mailbox.poll()) {
            work.run();
        }
    }

    private void open(Desk desk, Membership group) {
        Map<Integer, Long> arrived = group.arrived();
        if (!arrived.isEmpty()) {
            Map<Integer, List<RetryNote>> noted = notes.of(arrived.keySet());
            arrived.forEach((partition, position) -> desk.open(partition, position, noted.get(partition)));
        }
    }

    private void offer(Desk desk, List<ConsumerRecord<String, byte[]>> records) {
        // Most of the platforms have no webhook, and then nobody needs to look into an event.
        boolean isAnyThere = webhooks.snapshot().size() > 0;
        for (ConsumerRecord<String, byte[]> written : records) {
            EventPosition position = new EventPosition(written.partition(), written.offset());
            (isAnyThere ? KafkaEvents.read(written) : Optional.<Published>empty())
                    .ifPresentOrElse(desk::take, () -> desk.skip(position));
        }
    }

    private Duration patience(Desk desk) {
        if (!mailbox.isEmpty()) {
            return Duration.ZERO;
        }
        Duration due = desk.wakesAt()
                .map(at -> Duration.between(ports.clock().instant(), at))
                .orElse(LONGEST_POLL);
        if (due.compareTo(LONGEST_POLL) > 0) {
            return LONGEST_POLL;
        }
        // What is due and has no room yet is started by the answer that makes room, which wakes us.
        return due.isNegative() || due.isZero() ? Duration.ofMillis(desk.inFlight() > 0 ? 50 : 1) : due;
    }

    private void finish(Desk desk, Membership group) {
        Instant deadline = ports.clock().instant().plus(CLOSE_PATIENCE);
        group.setPaused(true);
        while (!desk.isIdle() && ports.clock().instant().isBefore(deadline)) {
            runMail();
            group.poll(Duration.ofMillis(50));
        }
        group.commitNow();
    }

    private record DeskOwner(Desk desk, Arrivals arrivals) implements Membership.Owner {

        @Override
        public Map<Integer, Long> settled() {
            return desk.settled();
        }

        @Override
        public void close(int partition) {
            desk.close(partition);
            arrivals.drop(partition);
        }
    }
}
