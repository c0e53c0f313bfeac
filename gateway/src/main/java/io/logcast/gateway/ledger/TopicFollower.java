package io.logcast.gateway.ledger;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.topic.TopicReading;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a topic of one partition from its beginning for as long as the gateway runs. After a failure it goes on where it
 * was; a topic that was made anew is read from its beginning. Its thread, named after the topic, owns the consumer and is
 * the only one that calls the {@link Reader}.
 */
final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final long REPLACED_CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final KafkaSettings kafka;
    private final String topic;
    private final Reader reader;
    private final CompletionStage<Void> topics;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();
    private final Thread thread;

    private volatile TopicReading open;

    /** Where to go on; the follower's own. */
    private Uuid id;

    private long next;
    private long checkedAt;

    /** What is done about the records. Must not throw because of what stands in one. */
    interface Reader {

        /** The topic is read from its beginning: whatever was known is of another life of it. */
        void begin();

        void read(ConsumerRecord<String, byte[]> written);

        /**
         * About twice a second, and after records.
         *
         * @param caughtUp all that was there when this reading began is read
         */
        void turn(boolean caughtUp);
    }

    private TopicFollower(KafkaSettings kafka, String topic, Reader reader, CompletionStage<Void> topics) {
        this.kafka = kafka;
        this.topic = topic;
        this.reader = reader;
        this.topics = topics;
        this.thread = new Thread(this::run, topic.replace('.', '-'));
        thread.setDaemon(true);
    }

    /** @param topics completes when the topic is there; reading begins then */
    static TopicFollower start(KafkaSettings kafka, String topic, Reader reader, CompletionStage<Void> topics) {
        TopicFollower follower = new TopicFollower(kafka, topic, reader, topics);
        follower.thread.start();
        return follower;
    }

    /** Waits at most two seconds for the thread. */
    @Override
    public void close() {
        stopping.complete(null);
        TopicReading reading = open;
        if (reading != null) {
            reading.wakeup();
        }
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        CompletableFuture.anyOf(topics.toCompletableFuture(), stopping)
                .exceptionally(watchIsClosed -> null)
                .join();
        try {
            while (isRunning()) {
                follow();
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("The reading of {} ends.", topic);
        }
    }

    private void follow() throws InterruptedException {
        try (TopicReading reading = new TopicReading(kafka, topic, thread.getName())) {
            open = reading;
            begin(reading);
            readOn(reading, reading.end());
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // The broker watch has already said that Kafka is away; this is its echo.
            LOG.debug("The reading of {} begins again.", topic, e);
        } catch (RuntimeException e) {
            LOG.warn("The reading of {} begins again.", topic, e);
        } finally {
            open = null;
        }
    }

    private void begin(TopicReading reading) throws InterruptedException {
        checkedAt = System.nanoTime();
        // A broker may have lost the end of its log, and then writes other records at the same offsets.
        if (reading.id().equals(id) && next <= reading.end()) {
            reading.continueAt(next);
        } else {
            reader.begin();
            id = reading.id();
            next = 0;
        }
    }

    private void readOn(TopicReading reading, long target) throws InterruptedException {
        while (isRunning() && !isReplaced(reading)) {
            try {
                for (ConsumerRecord<String, byte[]> written : reading.poll(POLL)) {
                    // First: a record that breaks the reader must not break every reading that follows.
                    next = written.offset() + 1;
                    reader.read(written);
                }
                reader.turn(reading.position() >= target);
            } catch (TimeoutException | WakeupException e) {
                // Kafka does not answer, or we stop: the next round knows.
                reader.turn(false);
            }
        }
    }

    private boolean isReplaced(TopicReading reading) throws InterruptedException {
        if (System.nanoTime() - checkedAt < REPLACED_CHECK_NANOS) {
            return false;
        }
        checkedAt = System.nanoTime();
        return reading.isReplaced();
    }

    private boolean isRunning() {
        return !stopping.isDone();
    }
}
