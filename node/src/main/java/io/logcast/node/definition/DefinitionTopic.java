package io.logcast.node.definition;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
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

/** The topic as its one reader sees it, from the beginning on. Confined to the table's thread, except for {@link #wakeup}. */
final class DefinitionTopic implements AutoCloseable {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.STREAM_DEFINITIONS, 0);
    /** A wakeup ends it, and so does a record. */
    private static final Duration POLL = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Admin admin;
    private final Uuid id;

    /** @throws KafkaException if Kafka or the topic is not there */
    DefinitionTopic(KafkaSettings settings) throws InterruptedException {
        admin = Admin.create(adminConfig(settings));
        try {
            id = askForId();
            consumer = new KafkaConsumer<>(
                    consumerConfig(settings), new StringDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException | InterruptedException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
    }

    /** @param patiently whether to wait a little if nothing is there */
    ConsumerRecords<String, byte[]> poll(boolean patiently) {
        return consumer.poll(patiently ? POLL : Duration.ZERO);
    }

    /** The next offset to read. Not the last record's plus one: compaction and transactions leave holes. */
    long position() {
        return consumer.position(PARTITION, PATIENCE);
    }

    /**
     * Just behind the last record that was there at the call. Not asked by the consumer: on its connection the question
     * would wait behind a fetch that waits for records.
     */
    long end() throws InterruptedException {
        try {
            return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                    .partitionResult(PARTITION)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TimeoutException late
                    ? late
                    : new KafkaException("no answer about the end of " + PARTITION.topic(), e.getCause());
        }
    }

    /**
     * Was the topic deleted and made again? Then its offsets mean other records, and the consumer, which knows only the
     * name, would go on in the middle of them without a word.
     */
    boolean isReplaced() throws InterruptedException {
        try {
            return !id.equals(askForId());
        } catch (KafkaException e) {
            // Kafka is away, or the topic is deleted and not yet made again: what was read is the best there is.
            return false;
        }
    }

    /** Any thread: lets a poll that waits return at once. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        admin.close(Duration.ZERO);
    }

    private Uuid askForId() throws InterruptedException {
        try {
            return admin.describeTopics(List.of(PARTITION.topic()))
                    .topicNameValues()
                    .get(PARTITION.topic())
                    .get()
                    .topicId();
        } catch (ExecutionException e) {
            throw new KafkaException("no answer about " + PARTITION.topic(), e.getCause());
        }
    }

    private static Map<String, Object> adminConfig(KafkaSettings settings) {
        Map<String, Object> config = settings.client("logcast-definitions-topic");
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return config;
    }

    private static Map<String, Object> consumerConfig(KafkaSettings settings) {
        Map<String, Object> config = settings.client("logcast-definitions");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        return config;
    }
}
