package io.logcast.gateway.tail;

import io.logcast.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer of {@code logcast.deliveries} that belongs to no group and keeps no position in Kafka. */
public final class DeliveryConsumer {

    private DeliveryConsumer() {}

    /** @param client base properties of a Kafka client */
    public static Consumer<String, byte[]> create(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("enable.auto.commit", false);
        // Out of range is a gap, to be reported; a consumer that jumps by itself would hide it.
        properties.put("auto.offset.reset", "none");
        // A topic that was deleted would come back by our asking for it, with the broker's defaults.
        properties.put("allow.auto.create.topics", false);
        properties.put("isolation.level", "read_committed");
        properties.put("fetch.min.bytes", 1);
        properties.put("max.poll.records", 2000);
        properties.put("reconnect.backoff.max.ms", 500);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    public static TopicPartition partition(int number) {
        return new TopicPartition(Topics.DELIVERIES, number);
    }
}
