package io.logcast.publish.append;

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

    private ProducerConfigs() {}

    static Producer<String, byte[]> open(KafkaSettings kafka, AppendSettings settings) {
        return new KafkaProducer<>(of(kafka, settings), new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> of(KafkaSettings kafka, AppendSettings settings) {
        Map<String, Object> config = kafka.client("logcast-publisher");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // Keeps the order of a key, and one copy, across retries.
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
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
