package io.logcast.node.definition;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.topic.TopicReading;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the stream definitions to the end of their topic and follows it. While Kafka is away, and while a topic that was
 * made anew is being read, the last complete snapshot stays.
 */
public final class DefinitionTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionTable.class);
    private static final Duration REFRESH_PATIENCE = Duration.ofSeconds(3);
    private static final Duration REOPEN_PAUSE = Duration.ofMillis(250);

    private final KafkaSettings settings;
    private final Queue<CompletableFuture<DefinitionSnapshot>> requests = new ConcurrentLinkedQueue<>();
    private final Object moved = new Object();
    private final Thread thread = new Thread(this::run, "logcast-definitions");

    private volatile boolean stopped;
    private volatile TopicReading topic;
    private volatile DefinitionSnapshot snapshot = DefinitionSnapshot.EMPTY;
    private volatile long position = -1;

    private DefinitionTable(KafkaSettings settings) {
        this.settings = settings;
        thread.setDaemon(true);
    }

    /** Begins to read. Never throws because Kafka is away. */
    public static DefinitionTable start(KafkaSettings settings) {
        DefinitionTable table = new DefinitionTable(settings);
        table.thread.start();
        return table;
    }

    /** The definitions as of {@link #position()}; empty until the topic has been read to its end once. */
    public DefinitionSnapshot snapshot() {
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
    public CompletionStage<DefinitionSnapshot> refreshed() {
        CompletableFuture<DefinitionSnapshot> refresh = new CompletableFuture<>();
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
                Thread.sleep(REOPEN_PAUSE.toMillis());
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("The reading of the definitions ends.");
        }
    }

    private void read() throws InterruptedException {
        try (TopicReading opened = new TopicReading(settings, Topics.STREAM_DEFINITIONS, "logcast-definitions")) {
            topic = opened;
            follow(new DefinitionReader(opened, requests, this::publish));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // The broker watch has already said that Kafka is away; this is its echo.
            LOG.debug("The definitions will be read again from the beginning.", e);
        } finally {
            topic = null;
        }
    }

    private void follow(DefinitionReader reader) throws InterruptedException {
        try {
            while (!stopped && reader.readOn()) {
                // readOn waits for records.
            }
        } finally {
            reader.handBack();
        }
    }

    private void publish(DefinitionSnapshot complete, long next) {
        synchronized (moved) {
            // In this order: who sees the position also sees the snapshot.
            snapshot = complete;
            position = next;
            moved.notifyAll();
        }
    }
}
