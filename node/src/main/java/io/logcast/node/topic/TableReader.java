package io.logcast.node.topic;

import io.logcast.node.warning.Seldom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * One reading of the topic, from its beginning until the topic is replaced. Publishes only what is complete. Confined to
 * the table's thread.
 *
 * @param <S> what is published, immutable
 */
final class TableReader<S> {

    private static final long REPLACED_CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long UNKNOWN = -1;

    /** A wakeup ends it, and so does a record. */
    private static final Duration POLL = Duration.ofSeconds(2);

    private final TopicReading topic;
    private final Queue<CompletableFuture<S>> requests;
    private final Publication<S> publication;
    private final TableCopy<S> copy;
    private final Seldom seldom;
    private final List<CompletableFuture<S>> taken = new ArrayList<>();

    /** What must be read before anything is published: the end of the topic when the last request was taken. */
    private long target = UNKNOWN;

    private S published;
    private long publishedPosition = UNKNOWN;
    private long checkedAt = System.nanoTime();

    /** Where a complete snapshot goes. */
    @FunctionalInterface
    interface Publication<S> {

        void publish(S snapshot, long position);
    }

    TableReader(
            TopicReading topic,
            Queue<CompletableFuture<S>> requests,
            TableCopy<S> copy,
            S nothing,
            Publication<S> publication,
            Seldom seldom) {
        this.topic = topic;
        this.requests = requests;
        this.copy = copy;
        this.published = nothing;
        this.publication = publication;
        this.seldom = seldom;
    }

    /** Reads what is there, or waits a little for it. False when the topic was replaced: a new reading must begin. */
    boolean readOn() throws InterruptedException {
        if (isReplaced()) {
            return false;
        }
        try {
            takeRequests();
            poll().forEach(this::apply);
            publishFrom(position());
        } catch (TimeoutException e) {
            // Kafka does not answer. Nothing is lost: the next round goes on from here.
            return true;
        }
        return true;
    }

    private ConsumerRecords<String, byte[]> poll() {
        // In this order: a request whose wakeup has only met the question for the position is seen in the queue.
        boolean mayWait = (isBehind() || taken.isEmpty()) && requests.isEmpty();
        try {
            return topic.poll(mayWait ? POLL : Duration.ZERO);
        } catch (WakeupException e) {
            // Not without looking once: while one request follows the other, nothing would ever be read.
            return Wakeups.undisturbed(() -> topic.poll(Duration.ZERO));
        }
    }

    private long position() {
        return Wakeups.undisturbed(topic::position);
    }

    /** A copy should not throw. If one does, the record is lost, and not the table. */
    private void apply(ConsumerRecord<String, byte[]> written) {
        try {
            copy.apply(written);
        } catch (RuntimeException e) {
            // Not the message: it may repeat what stands in the record, which may be secret.
            String what = e.getClass().getName();
            seldom.warn("Skipped the record at {} of {}: {}.", written.offset(), written.topic(), what);
        }
    }

    /** Gives the requests that nobody has answered to the next reading. */
    void handBack() {
        requests.addAll(taken);
    }

    /** The end is asked for after a request was taken: what its caller had written before is then surely below it. */
    private void takeRequests() throws InterruptedException {
        for (var request = requests.poll(); request != null; request = requests.poll()) {
            taken.add(request);
            target = UNKNOWN;
        }
        // Those whose time is over while Kafka is away: they would pile up.
        taken.removeIf(CompletableFuture::isDone);
        if (target == UNKNOWN) {
            target = topic.end();
        }
    }

    private boolean isBehind() {
        return position() < target;
    }

    private void publishFrom(long position) {
        if (position < target) {
            return;
        }
        if (position != publishedPosition) {
            published = copy.snapshot();
            publishedPosition = position;
            publication.publish(published, position);
        }
        taken.forEach(request -> request.complete(published));
        taken.clear();
    }

    private boolean isReplaced() throws InterruptedException {
        if (System.nanoTime() - checkedAt < REPLACED_CHECK_NANOS) {
            return false;
        }
        checkedAt = System.nanoTime();
        return topic.isReplaced();
    }
}
