package io.logcast.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.tail.DeliveryConsumer;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.testkit.KafkaFixture;
import io.logcast.topic.Topics;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class LogReadingTest {

    @Test
    void since_aTimeBefore1970_isTheStartOfTheLog() throws Exception {
        try (KafkaFixture kafka = KafkaFixture.start()) {
            kafka.createTopic(Topics.DELIVERIES, 1, Map.of());
            append(kafka);
            Map<String, Object> client =
                    KafkaSettings.at(kafka.bootstrapServers()).client("since");
            try (LogReading reading = new LogReading(DeliveryConsumer.create(client))) {
                assertThat(reading.since(0, Instant.parse("1969-12-31T23:59:59Z")))
                        .isZero();
            }
        }
    }

    private static void append(KafkaFixture kafka) throws Exception {
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(Topics.DELIVERIES, 0, "k", new byte[0]))
                    .get();
        }
    }
}
