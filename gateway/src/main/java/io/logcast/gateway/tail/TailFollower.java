package io.logcast.gateway.tail;

import io.logcast.cursor.Epoch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Lanes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * One following of the log, from the moment it was opened until the topic is no more what it was: the consumer and the
 * tail that it fills. A partition is read while it is in demand; one that nobody needs is paused after a grace time.
 * Confined to the tail thread, except for {@link #wakeup}.
 */
final class TailFollower implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final TopicWatch watch;
    private final Tail tail;
    private final EntryDecoder decoder = new EntryDecoder();
    private final List<FollowedPartition> partitions;
    private final Pace pace;

    private TailFollower(Consumer<String, byte[]> consumer, TopicWatch watch, TailSettings settings, int lanes) {
        this.consumer = consumer;
        this.watch = watch;
        this.tail = open(consumer, watch.topic(), settings, lanes);
        this.partitions = tail.logs().stream()
                .map(log -> new FollowedPartition(consumer, log, tail.demand(), settings.grace()))
                .toList();
        // Half of it: the consumer asks ahead, and what comes while that answer lies here is found one question later.
        this.pace = Pace.of(settings.gather().dividedBy(2));
    }

    static TailFollower open(KafkaSettings kafka, TailSettings settings, int lanes)
            throws ExecutionException, InterruptedException {
        TopicWatch watch = TopicWatch.open(kafka);
        Consumer<String, byte[]> consumer = DeliveryConsumer.create(kafka.client("logcast-tail"));
        try {
            return new TailFollower(consumer, watch, settings, lanes);
        } catch (RuntimeException | Error e) {
            consumer.close();
            watch.close();
            throw e;
        }
    }

    Tail tail() {
        return tail;
    }

    /** @return the logs that have something new; waits up to half a second for it */
    List<TailLog> poll() throws InterruptedException {
        watch.check();
        List<TailLog> moved = new ArrayList<>();
        long now = System.nanoTime();
        for (FollowedPartition partition : partitions) {
            if (partition.adapt(now)) {
                moved.add(partition.log());
            }
        }
        if (moved.isEmpty()) {
            append(moved);
        }
        return moved;
    }

    /** From any thread: {@link #poll} looks at the demand again. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        watch.close();
        consumer.close();
    }

    private void append(List<TailLog> moved) {
        pace.await();
        ConsumerRecords<String, byte[]> polled = pollOnce();
        if (!polled.isEmpty()) {
            pace.found();
        }
        polled.nextOffsets().forEach((partition, next) -> {
            TailLog log = tail.log(partition.partition());
            decoder.decode(polled.records(partition)).forEach(log::append);
            log.advance(next.offset());
            moved.add(log);
        });
    }

    private ConsumerRecords<String, byte[]> pollOnce() {
        try {
            return consumer.poll(POLL);
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        }
    }

    private static Tail open(
            Consumer<String, byte[]> consumer, TopicDescription topic, TailSettings settings, int lanes) {
        int count = topic.partitions().size();
        List<TopicPartition> all =
                IntStream.range(0, count).mapToObj(DeliveryConsumer::partition).toList();
        consumer.assign(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        ends.forEach(consumer::seek);
        consumer.pause(all);
        TailMemory memory = new TailMemory(settings.bytes());
        return new Tail(
                Epoch.of(topic.topicId(), count, lanes),
                new Lanes(count, lanes),
                all.stream()
                        .map(p -> new TailLog(p.partition(), ends.get(p), memory))
                        .toList(),
                new Demand(count, consumer::wakeup));
    }
}
