package io.logcast.publish.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Refusal;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import io.logcast.webhook.WebhookKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The latest attempts of a webhook, from {@code logcast.webhook-attempts}. Nothing is kept here: who asks has the end of a
 * partition read, backwards and in pieces, until there are enough.
 */
public final class AttemptLog {

    /** How far back it is looked. Other webhooks of the partition count too. */
    static final long MOST_RECORDS = 50_000;

    private static final long PIECE = 5_000;
    private static final int MOST_READERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final Semaphore readers = new Semaphore(MOST_READERS);

    public AttemptLog(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /**
     * Blocks, at most some seconds.
     *
     * @return the newest first
     * @throws AppendRefused if Kafka does not answer, or too many ask at once
     */
    public List<JsonNode> latest(WebhookKey webhook, int limit) {
        if (!readers.tryAcquire()) {
            throw new AppendRefused(Refusal.OVERLOADED, "too many ask for deliveries at once");
        }
        try (KafkaConsumer<String, byte[]> consumer = open()) {
            return new Search(consumer, webhook.toString(), limit, PATIENCE).run();
        } catch (KafkaException e) {
            throw new AppendRefused(Refusal.BROKER_AWAY, "the deliveries cannot be read from Kafka", e);
        } finally {
            readers.release();
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        Map<String, Object> config = kafka.client("logcast-webhook-attempts");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, (int) PIECE);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** One answer being looked for. */
    static final class Search {

        private final Consumer<String, byte[]> consumer;
        private final String key;
        private final int limit;
        private final TopicPartition partition;
        private final long deadline;
        private final List<JsonNode> newestFirst = new ArrayList<>();

        Search(Consumer<String, byte[]> consumer, String key, int limit, Duration patience) {
            this.deadline = System.nanoTime() + patience.toNanos();
            this.consumer = consumer;
            this.key = key;
            this.limit = limit;
            // As Kafka's default partitioner chooses, by which the attempts are written.
            int partitions = consumer.partitionsFor(Topics.WEBHOOK_ATTEMPTS).size();
            int mine = Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
            this.partition = new TopicPartition(Topics.WEBHOOK_ATTEMPTS, mine);
            consumer.assign(List.of(partition));
        }

        List<JsonNode> run() {
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            long start = consumer.beginningOffsets(List.of(partition)).get(partition);
            long least = Math.max(start, end - MOST_RECORDS);
            for (long until = end; until > least && newestFirst.size() < limit; until -= PIECE) {
                List<JsonNode> piece = read(Math.max(least, until - PIECE), until);
                Collections.reverse(piece);
                newestFirst.addAll(piece);
            }
            return List.copyOf(newestFirst.subList(0, Math.min(limit, newestFirst.size())));
        }

        private List<JsonNode> read(long from, long until) {
            List<JsonNode> found = new ArrayList<>();
            consumer.seek(partition, from);
            while (consumer.position(partition) < until) {
                if (System.nanoTime() >= deadline) {
                    // What was read so far is the older part: it would be taken for the latest.
                    throw new AppendRefused(Refusal.BROKER_AWAY, "the deliveries are read too slowly from Kafka");
                }
                for (ConsumerRecord<String, byte[]> written : consumer.poll(Duration.ofMillis(100))) {
                    if (written.offset() < until && key.equals(written.key())) {
                        add(written.value(), found);
                    }
                }
            }
            return found;
        }

        /** What somebody else has written there is none of ours. */
        private static void add(byte[] value, List<JsonNode> found) {
            try {
                if (value != null) {
                    found.add(Json.parse(value));
                }
            } catch (MalformedJson e) {
                // Left out.
            }
        }
    }
}
