package io.logcast.webhook.sender;

import io.logcast.field.InvalidField;
import io.logcast.json.MalformedJson;
import io.logcast.node.append.Appender;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import io.logcast.webhook.RetryNote;
import io.logcast.webhook.RetryNoteCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic {@code logcast.webhook-retries}: what has still to be delivered, in the partition of the event. Read when a partition
 * comes to us, written by nobody else then.
 */
final class RetryNotes {

    private static final Logger LOG = LoggerFactory.getLogger(RetryNotes.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaSettings kafka;
    private final Appender appender;

    /** Of the topic. An operator may have given the events more than we made. */
    private volatile int partitions = Topics.PARTITIONS;

    RetryNotes(KafkaSettings kafka, Appender appender) {
        this.kafka = kafka;
        this.appender = appender;
    }

    CompletionStage<?> keep(RetryNote note) {
        return append(note, RetryNoteCodec.encode(note));
    }

    CompletionStage<?> forget(RetryNote note) {
        return append(note, null);
    }

    /**
     * Blocks until all of it is read.
     *
     * @param wanted partitions of {@code logcast.events}
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
     */
    Map<Integer, List<RetryNote>> of(Collection<Integer> wanted) {
        try (Reading reading = new Reading()) {
            partitions = reading.partitions();
            Set<Integer> there = new HashSet<>();
            wanted.forEach(partition -> there.add(partition % partitions));
            Map<Integer, List<RetryNote>> notes = new HashMap<>();
            wanted.forEach(partition -> notes.put(partition, new ArrayList<>()));
            for (RetryNote note : reading.read(there)) {
                notes.getOrDefault(note.partition(), new ArrayList<>()).add(note);
            }
            return notes;
        }
    }

    private CompletionStage<?> append(RetryNote note, byte[] value) {
        return appender.append(
                new ProducerRecord<>(Topics.WEBHOOK_RETRIES, note.partition() % partitions, note.key(), value));
    }

    /** One reading, from the beginning to what is the end now. */
    private final class Reading implements AutoCloseable {

        private final KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer());

        int partitions() {
            return consumer.partitionsFor(Topics.WEBHOOK_RETRIES).size();
        }

        Collection<RetryNote> read(Set<Integer> numbers) {
            List<TopicPartition> all = numbers.stream()
                    .map(number -> new TopicPartition(Topics.WEBHOOK_RETRIES, number))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            Map<String, RetryNote> notes = new LinkedHashMap<>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the notes of retries are not read within " + PATIENCE);
                }
                consumer.poll(POLL).forEach(written -> fold(written, notes));
            }
            return notes.values();
        }

        private void fold(ConsumerRecord<String, byte[]> written, Map<String, RetryNote> notes) {
            if (written.value() == null) {
                notes.remove(written.key());
                return;
            }
            try {
                notes.put(written.key(), RetryNoteCodec.decode(written.key(), written.value()));
            } catch (InvalidField | MalformedJson e) {
                LOG.warn("Skipped the record at {} of {}: it {}.", written.offset(), written.topic(), e.getMessage());
            }
        }

        private Map<String, Object> config() {
            Map<String, Object> config = kafka.client("logcast-webhook-retries");
            config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
            config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
            config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
            return config;
        }

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
