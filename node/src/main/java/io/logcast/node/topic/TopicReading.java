package io.logcast.node.topic;

import io.logcast.node.broker.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A topic of one partition as its one reader sees it, from the beginning on. Confined to the thread that opened it, except
 * for {@link #wakeup}.
 */
public final class TopicReading implements AutoCloseable {

    /** How long a broker keeps a question for news open; a record ends it. */
    private static final Duration FETCH_WAIT = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final TopicPartition partition;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Admin admin;
    private final Uuid id;

    /**
     * @param clientId by which the broker knows us
     * @throws KafkaException if Kafka or the topic is not there
     */
    public TopicReading(KafkaSettings settings, String topic, String clientId) throws InterruptedException {
        partition = new TopicPartition(topic, 0);
        admin = Admin.create(adminConfig(settings, clientId + "-topic"));
        try {
            id = askForId();
            consumer = new KafkaConsumer<>(
                    consumerConfig(settings, clientId), new StringDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException | InterruptedException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** Of this life of the topic. */
    public Uuid id() {
        return id;
    }

    /** Leaves out what lies before the offset. What retention has taken is left out in any case. */
    public void continueAt(long offset) throws InterruptedException {
        consumer.seek(partition, Math.max(offset, askForOffset(OffsetSpec.earliest())));
    }

    public ConsumerRecords<String, byte[]> poll(Duration atMost) {
        return consumer.poll(atMost);
    }

    /** The next offset to read. Not the last record's plus one: compaction and transactions leave holes. */
    public long position() {
        return consumer.position(partition, PATIENCE);
    }

    /**
     * Just behind the last record that was there at the call. Not asked by the consumer: on its connection the question
     * would wait behind a fetch that waits for records.
     */
    public long end() throws InterruptedException {
        return askForOffset(OffsetSpec.latest());
    }

    /**
     * Was the topic deleted and made again? Then its offsets mean other records, and the consumer, which knows only the
     * name, would go on in the middle of them without a word.
     */
    public boolean isReplaced() throws InterruptedException {
        try {
            return !id.equals(askForId());
        } catch (KafkaException e) {
            // Kafka is away, or the topic is deleted and not yet made again: what was read is the best there is.
            return false;
        }
    }

    /** Any thread: lets a poll that waits return at once. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        admin.close(Duration.ZERO);
    }

    private long askForOffset(OffsetSpec which) throws InterruptedException {
        try {
            return admin.listOffsets(Map.of(partition, which))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TimeoutException late
                    ? late
                    : new KafkaException("no answer about the offsets of " + partition.topic(), e.getCause());
        }
    }

    private Uuid askForId() throws InterruptedException {
        try {
            return admin.describeTopics(List.of(partition.topic()))
                    .topicNameValues()
                    .get(partition.topic())
                    .get()
                    .topicId();
        } catch (ExecutionException e) {
            throw new KafkaException("no answer about " + partition.topic(), e.getCause());
        }
    }

    private static Map<String, Object> adminConfig(KafkaSettings settings, String clientId) {
        Map<String, Object> config = settings.client(clientId);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return config;
    }

    private static Map<String, Object> consumerConfig(KafkaSettings settings, String clientId) {
        Map<String, Object> config = settings.client(clientId);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) FETCH_WAIT.toMillis());
        return config;
    }
}
