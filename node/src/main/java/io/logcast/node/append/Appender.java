package io.logcast.node.append;

import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records in the order in which it was asked to, and answers when Kafka has acknowledged ({@code acks=all}) or
 * will not. Refuses at once while Kafka is away or too much is in flight.
 */
public final class Appender implements AutoCloseable {

    /** How long an acknowledgement may take. */
    static final Duration ACK_PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final String AWAY = "Kafka cannot be reached; nothing was kept";

    /** Ends the append thread. An interrupt would hit a producer in the middle of its work, which then gives up what it has. */
    private static final Append STOP = new Append(null);

    private final BooleanSupplier isReachable;
    private final Supplier<Producer<String, byte[]>> producers;
    private final InFlight inFlight;
    private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "logcast-append");

    private volatile boolean closed;

    /** The append thread's own; null until the first append, and after a failure that a producer does not survive. */
    private Producer<String, byte[]> producer;

    private Appender(BooleanSupplier isReachable, Supplier<Producer<String, byte[]>> producers, InFlight inFlight) {
        this.isReachable = isReachable;
        this.producers = producers;
        this.inFlight = inFlight;
        thread.setDaemon(true);
    }

    public static Appender start(KafkaSettings kafka, AppendSettings settings, BrokerWatch watch) {
        return start(
                watch::isReachable,
                () -> ProducerConfigs.open(kafka, settings),
                new InFlight(settings.maxInFlightBytes()));
    }

    static Appender start(
            BooleanSupplier isReachable, Supplier<Producer<String, byte[]>> producers, InFlight inFlight) {
        Appender appender = new Appender(isReachable, producers, inFlight);
        appender.thread.start();
        return appender;
    }

    /**
     * Never blocks. Completes with partition and offset, or exceptionally with {@link AppendRefused}, on any thread; what
     * depends on it must be short.
     */
    public CompletionStage<RecordMetadata> append(ProducerRecord<String, byte[]> written) {
        if (closed || !isReachable.getAsBoolean()) {
            return refused(Refusal.BROKER_AWAY, AWAY);
        }
        Append append = new Append(written);
        if (!inFlight.take(append.size())) {
            return refused(Refusal.OVERLOADED, "too much is on its way to Kafka; nothing was kept");
        }
        CompletionStage<RecordMetadata> done =
                append.done().whenComplete((metadata, failure) -> inFlight.release(append.size()));
        queue.add(append);
        if (closed && queue.remove(append)) {
            // Closed in between: the append thread may have looked for the last time, and would never answer.
            append.refuse(Refusal.BROKER_AWAY, AWAY, null);
        }
        return done;
    }

    /** Sends what was accepted, and waits at most five seconds for its acknowledgements. */
    @Override
    public void close() {
        closed = true;
        queue.add(STOP);
        try {
            thread.join(2 * CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (Append next = queue.take(); next != STOP; next = queue.take()) {
                send(next);
            }
        } catch (InterruptedException e) {
            LOG.debug("The appending ends.");
        } finally {
            finish();
        }
    }

    private void finish() {
        for (Append left = queue.poll(); left != null; left = queue.poll()) {
            if (left != STOP) {
                send(left);
            }
        }
        if (producer != null) {
            producer.close(CLOSE_PATIENCE);
        }
    }

    /** The future that the producer returns tells nothing that the callback does not. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Append append) {
        if (append.isStale()) {
            append.refuse(Refusal.BROKER_AWAY, "Kafka answers too slowly; nothing was kept", null);
            return;
        }
        try {
            if (producer == null) {
                producer = producers.get();
            }
            producer.send(append.written(), append);
        } catch (RuntimeException e) {
            // What is about the record comes through the callback; what is thrown is about the producer.
            append.refuse(Refusal.NOT_ACKNOWLEDGED, Append.NOT_ACKNOWLEDGED, e);
            replaceProducer(e);
        }
    }

    private void replaceProducer(RuntimeException cause) {
        LOG.warn("The producer failed and will be replaced: {}", cause.toString());
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private static CompletionStage<RecordMetadata> refused(Refusal refusal, String message) {
        return CompletableFuture.failedFuture(new AppendRefused(refusal, message));
    }
}
