package io.logcast.node.topic;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.warning.Seldom;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compacted topic of one partition as this process knows it: read to its end, and followed from there on. While Kafka is
 * away, and while a topic that was made anew is being read, the last complete snapshot stays.
 *
 * @param <S> what is known, immutable
 */
public final class TopicTable<S> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTable.class);
    private static final Duration REFRESH_PATIENCE = Duration.ofSeconds(3);
    private static final Duration REOPEN_PAUSE = Duration.ofMillis(250);

    private final KafkaSettings settings;
    private final String name;
    private final Supplier<TableCopy<S>> copies;
    private final Queue<CompletableFuture<S>> requests = new ConcurrentLinkedQueue<>();
    private final Object moved = new Object();
    private final Thread thread;
    private final Seldom seldom = new Seldom(LOG);

    private final String clientId;
    private volatile boolean stopped;
    private volatile TopicReading topic;
    private volatile S snapshot;
    private volatile long position = -1;

    private TopicTable(KafkaSettings settings, String name, String clientId, S nothing, Supplier<TableCopy<S>> copies) {
        this.settings = settings;
        this.name = name;
        this.clientId = clientId;
        this.copies = copies;
        this.snapshot = nothing;
        this.thread = new Thread(this::run, clientId);
        thread.setDaemon(true);
    }

    /**
     * Begins to read. Never throws because Kafka is away.
     *
     * @param clientId by which the broker knows us; also the name of the thread
     * @param nothing what is known before the topic was read to its end once
     * @param copies an empty copy for each reading
     */
    public static <S> TopicTable<S> start(
            KafkaSettings settings, String topic, String clientId, S nothing, Supplier<TableCopy<S>> copies) {
        TopicTable<S> table = new TopicTable<>(settings, topic, clientId, nothing, copies);
        table.thread.start();
        return table;
    }

    /** What is known as of {@link #position()}. */
    public S snapshot() {
        return snapshot;
    }

    /** The next offset to read; -1 until the topic has been read to its end once. */
    public long position() {
        return position;
    }

    /**
     * Completes with a snapshot that holds everything that was in the topic at the call; after three seconds, for Kafka
     * may be away, exceptionally with a {@link java.util.concurrent.TimeoutException}.
     */
    public CompletionStage<S> refreshed() {
        CompletableFuture<S> refresh = new CompletableFuture<>();
        requests.add(refresh);
        wakeup();
        return refresh.orTimeout(REFRESH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until {@code position() >= offset}; false if that did not come true in time. */
    public boolean awaitPosition(long offset, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (moved) {
            while (position < offset) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                moved.wait(left);
            }
            return true;
        }
    }

    /** Ends the reading; waits at most two seconds for that. */
    @Override
    public void close() {
        stopped = true;
        wakeup();
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wakeup() {
        TopicReading opened = topic;
        if (opened != null) {
            opened.wakeup();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                read();
                // While Kafka is away nobody takes them, and they would pile up.
                requests.removeIf(CompletableFuture::isDone);
                Thread.sleep(REOPEN_PAUSE.toMillis());
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("The reading of {} ends.", name);
        }
    }

    private void read() throws InterruptedException {
        try (TopicReading opened = new TopicReading(settings, name, clientId)) {
            topic = opened;
            follow(new TableReader<>(opened, requests, copies.get(), snapshot, this::publish, seldom));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // The broker watch has already said that Kafka is away; this is its echo.
            LOG.debug("{} will be read again from the beginning.", name, e);
        } catch (RuntimeException e) {
            // Whatever it is, who asks must not wait for ever.
            seldom.warn("{} will be read again from the beginning.", name, e);
        } finally {
            topic = null;
        }
    }

    private void follow(TableReader<S> reader) throws InterruptedException {
        try {
            while (!stopped && reader.readOn()) {
                // readOn waits for records.
            }
        } finally {
            reader.handBack();
        }
    }

    private void publish(S complete, long next) {
        synchronized (moved) {
            // In this order: who sees the position also sees the snapshot.
            snapshot = complete;
            position = next;
            moved.notifyAll();
        }
    }
}
