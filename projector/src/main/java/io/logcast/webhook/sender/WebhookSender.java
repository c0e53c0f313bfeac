package io.logcast.webhook.sender;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that delivers, one {@link Shift} after the other. After a failure it begins anew from the group's offsets and the
 * notes; what is repeated then has the same message id.
 */
public final class WebhookSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long JOIN_PATIENCE_MS = 12_000;

    private final Platform platform;
    private final SenderSettings settings;
    private final SenderCounters counters;
    private final RetryNotes notes;
    private final Ports ports;
    private final Mailbox mailbox = new Mailbox(this::wake);
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

        static State of(Membership group, Desk desk) {
            return new State(group.partitions(), desk.inFlight(), desk.waiting(), desk.behind());
        }
    }

    private WebhookSender(
            Platform platform,
            SenderSettings settings,
            HttpReceivers receivers,
            KafkaEvents source,
            SenderCounters counters) {
        this.platform = platform;
        this.settings = settings;
        this.counters = counters;
        this.notes = new RetryNotes(platform.kafka(), platform.appender());
        this.ports = new Ports(
                platform.webhooks()::snapshot,
                receivers,
                source,
                new KafkaJournal(platform.appender(), platform.events(), notes, platform.webhooks()),
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextDouble(),
                mailbox);
        thread.setDaemon(true);
    }

    /** Begins. Never throws because Kafka is away. */
    public static WebhookSender start(
            Platform platform,
            SenderSettings settings,
            HttpReceivers receivers,
            KafkaEvents source,
            SenderCounters counters) {
        WebhookSender sender = new WebhookSender(platform, settings, receivers, source, counters);
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
        if (membership == null) {
            thread.interrupt();
        }
        wake();
        try {
            thread.join(JOIN_PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    /** Any thread. */
    private void wake() {
        Membership present = membership;
        if (present != null) {
            present.wake();
        }
    }

    private void live() {
        try {
            platform.broker().ready().toCompletableFuture().get();
            while (!isStopping && !platform.webhooks().awaitRead(PAUSE)) {
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
        Desk desk = new Desk(settings.limits(), settings.backoff(), ports, counters);
        Shift shift = new Shift(desk, platform.webhooks(), notes, mailbox, ports.clock());
        try (Membership group = Membership.of(platform.kafka(), settings.nodeId(), shift.owner())) {
            membership = group;
            while (!isStopping) {
                shift.turn(group);
                state = State.of(group, desk);
            }
            shift.finish(group);
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
}
