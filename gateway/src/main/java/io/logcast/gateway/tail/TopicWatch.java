package io.logcast.gateway.tail;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Notices that {@code logcast.deliveries} is no longer the topic that it was: made anew, or given more partitions. Asks
 * about once a second without waiting for the answer. Confined to the tail thread.
 */
final class TopicWatch implements AutoCloseable {

    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    /** The tail thread waits for the first answer, and who stops waits for the tail thread. */
    private static final int TIMEOUT_MILLIS = 5000;

    private final Admin admin;
    private final LongSupplier nanoClock;
    private final TopicDescription first;
    private KafkaFuture<TopicDescription> question;
    private long asked;

    private TopicWatch(Admin admin, LongSupplier nanoClock) throws ExecutionException, InterruptedException {
        this.admin = admin;
        this.nanoClock = nanoClock;
        this.first = ask().get();
        this.question = KafkaFuture.completedFuture(first);
        this.asked = nanoClock.getAsLong();
    }

    static TopicWatch open(KafkaSettings kafka) throws ExecutionException, InterruptedException {
        Admin admin = Admin.create(kafka.client("logcast-tail-admin"));
        try {
            return new TopicWatch(admin, System::nanoTime);
        } catch (ExecutionException | InterruptedException | RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** As it was when the watch began. */
    TopicDescription topic() {
        return first;
    }

    /** @throws IllegalStateException if it is another one now */
    void check() throws InterruptedException {
        if (question.isDone() && nanoClock.getAsLong() - asked >= INTERVAL) {
            requireSame();
            question = ask();
            asked = nanoClock.getAsLong();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private void requireSame() throws InterruptedException {
        try {
            TopicDescription now = question.getNow(first);
            if (!now.topicId().equals(first.topicId())
                    || now.partitions().size() != first.partitions().size()) {
                throw new IllegalStateException("the topic was made anew or has another number of partitions");
            }
        } catch (ExecutionException e) {
            // No answer is no news: the broker may be away.
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException("the topic is gone", e);
            }
        }
    }

    private KafkaFuture<TopicDescription> ask() {
        return admin.describeTopics(List.of(Topics.DELIVERIES), new DescribeTopicsOptions().timeoutMs(TIMEOUT_MILLIS))
                .topicNameValues()
                .get(Topics.DELIVERIES);
    }
}
