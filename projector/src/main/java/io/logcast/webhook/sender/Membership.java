package io.logcast.webhook.sender;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.topic.Wakeups;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process in the consumer group that shares the partitions of {@code logcast.events}. Confined to the sender's thread, but
 * for {@link #wake}.
 */
final class Membership implements AutoCloseable {

    static final String GROUP = "logcast-webhooks";

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<String, byte[]> consumer;
    private final Owner owner;

    /** Partitions that have come, and are not opened yet. They are paused. */
    private final List<TopicPartition> arrived = new ArrayList<>();

    private final Map<TopicPartition, Long> committed = new HashMap<>();

    /** Only then a wakeup is worth it: one that comes later would only spoil the next poll. */
    private final AtomicBoolean isWaiting = new AtomicBoolean();

    /**
     * A partition that has come.
     *
     * @param next the offset where it begins
     * @param end where the log ends: whoever had it before has hardly seen what comes from there on
     */
    record Arrived(long next, long end) {}

    /** Who the partitions are for. */
    interface Owner {

        /** Below these offsets nothing is needed any more. */
        Map<Integer, Long> settled();

        void close(int partition);

        /** Something has come for the thread: a poll must not wait. */
        boolean isCalled();
    }

    Membership(Consumer<String, byte[]> consumer, Owner owner) {
        this.consumer = consumer;
        this.owner = owner;
        consumer.subscribe(List.of(Topics.EVENTS), new Rebalances());
    }

    static Membership of(KafkaSettings kafka, String nodeId, Owner owner) {
        return new Membership(
                new KafkaConsumer<>(config(kafka, nodeId), new StringDeserializer(), new ByteArrayDeserializer()),
                owner);
    }

    /** Any thread: a poll that waits returns. */
    void wake() {
        if (isWaiting.compareAndSet(true, false)) {
            consumer.wakeup();
        }
    }

    ConsumerRecords<String, byte[]> poll(Duration atMost) {
        isWaiting.set(!atMost.isZero());
        try {
            // Asked only now: what came before this moment has found nobody to wake.
            return consumer.poll(owner.isCalled() ? Duration.ZERO : atMost);
        } catch (WakeupException e) {
            // Not without looking once: who is woken all the time would never get a record.
            isWaiting.set(false);
            return Wakeups.undisturbed(() -> consumer.poll(Duration.ZERO));
        } finally {
            isWaiting.set(false);
        }
    }

    /** The partitions that have come since the last call. */
    Map<Integer, Arrived> arrived() {
        if (arrived.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, Long> ends = ends();
        Map<Integer, Arrived> places = new HashMap<>();
        arrived.forEach(partition ->
                places.put(partition.partition(), new Arrived(positionOf(partition), ends.get(partition))));
        arrived.clear();
        return places;
    }

    /** One that cannot be told must not hold up the others: then somebody may have seen whatever comes. */
    private Map<TopicPartition, Long> ends() {
        try {
            return Wakeups.undisturbed(() -> consumer.endOffsets(arrived, PATIENCE));
        } catch (TimeoutException e) {
            LOG.debug("Where the log ends is not known.", e);
            return arrived.stream().collect(Collectors.toMap(Function.identity(), partition -> Long.MAX_VALUE));
        }
    }

    void setPaused(boolean isPaused) {
        if (isPaused) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.assignment());
        }
    }

    int partitions() {
        return consumer.assignment().size() - arrived.size();
    }

    /** Does not wait; what is lost of it is said again with the next. */
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> moved = moved();
        if (!moved.isEmpty()) {
            moved.forEach((partition, offset) -> committed.put(partition, offset.offset()));
            consumer.commitAsync(moved, (offsets, failure) -> {
                if (failure != null) {
                    offsets.keySet().forEach(committed::remove);
                }
            });
        }
    }

    /** Waits some seconds. */
    void commitNow() {
        Map<TopicPartition, OffsetAndMetadata> moved = moved();
        if (moved.isEmpty()) {
            return;
        }
        try {
            Wakeups.undisturbed(() -> {
                consumer.commitSync(moved, PATIENCE);
                return moved;
            });
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // What was delivered since the last commit is delivered again.
            LOG.debug("The last offsets are not committed.", e);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(PATIENCE));
    }

    private Map<TopicPartition, OffsetAndMetadata> moved() {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        owner.settled().forEach((number, offset) -> {
            TopicPartition partition = new TopicPartition(Topics.EVENTS, number);
            if (!offset.equals(committed.get(partition))) {
                moved.put(partition, new OffsetAndMetadata(offset));
            }
        });
        return moved;
    }

    private long positionOf(TopicPartition partition) {
        return Wakeups.undisturbed(() -> consumer.position(partition, PATIENCE));
    }

    /** Called by the consumer within a poll. */
    private final class Rebalances implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            arrived.addAll(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commitNow();
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            arrived.removeAll(partitions);
            partitions.forEach(partition -> {
                committed.remove(partition);
                owner.close(partition.partition());
            });
        }
    }

    private static Map<String, Object> config(KafkaSettings kafka, String nodeId) {
        Map<String, Object> config = kafka.client(GROUP + "-" + nodeId);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        // A static member: who comes back under its name gets its partitions at once.
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, nodeId);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Without an offset of the group nothing may be left out.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_EVENT_RECORD);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * Topics.MAX_EVENT_RECORD);
        return config;
    }
}
