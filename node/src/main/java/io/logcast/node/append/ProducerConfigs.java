package io.logcast.node.append;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The producer behind the promise "acknowledged means kept". */
final class ProducerConfigs {

    private static final int BATCH_BYTES = 128 * 1024;

    private ProducerConfigs() {}

    static Producer<String, byte[]> open(KafkaSettings kafka, AppendSettings settings) {
        return new KafkaProducer<>(of(kafka, settings), new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> of(KafkaSettings kafka, AppendSettings settings) {
        Map<String, Object> config = kafka.client("logcast-append");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // One copy across retries.
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // The order of a key across retries. Idempotence alone does not keep it: a partition that has not heard of the
        // producer accepts any first sequence number, so that a second batch in flight overtakes a first one that was
        // refused (a leader still loading), and the first is then out of sequence until it expires. Seen on a busy
        // machine.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // What waits for the one request in flight goes together in the next.
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) Appender.ACK_PATIENCE.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_EVENT_RECORD);
        // Twice what we let in: the producer rounds up to batches, and must never be the one that blocks.
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * settings.maxInFlightBytes());
        return config;
    }
}
