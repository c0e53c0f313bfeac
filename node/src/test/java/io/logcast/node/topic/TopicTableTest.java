package io.logcast.node.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.testkit.StoppableBroker;
import io.logcast.topic.TopicSpec;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TopicTableTest {

    @Test
    void recordThatACopyCannotTake_isLeftOut_andTheNextIsRead() throws Exception {
        try (StoppableBroker broker = StoppableBroker.create()) {
            broker.start();
            TopicSpec spec = Topics.webhooks();
            broker.createTopic(spec.name(), spec.partitions(), spec.configs());
            write(broker, "a", "bad", "b", "bad", "c");

            try (TopicTable<List<String>> table = TopicTable.start(
                    KafkaSettings.at(broker.bootstrapServers()), spec.name(), "table", List.of(), Picky::new)) {
                assertThat(table.awaitPosition(5, Duration.ofSeconds(60))).isTrue();
                assertThat(table.snapshot()).containsExactly("a", "b", "c");

                write(broker, "bad", "d");
                assertThat(table.refreshed().toCompletableFuture().get(30, TimeUnit.SECONDS))
                        .containsExactly("a", "b", "c", "d");
            }
        }
    }

    private static void write(StoppableBroker broker, String... values) throws Exception {
        try (KafkaProducer<String, byte[]> producer = broker.producer()) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(Topics.WEBHOOKS, 0, value, value.getBytes(UTF_8)))
                        .get();
            }
        }
    }

    private static final class Picky implements TableCopy<List<String>> {

        private final List<String> all = new ArrayList<>();

        @Override
        public void apply(ConsumerRecord<String, byte[]> written) {
            if (written.key().equals("bad")) {
                throw new IllegalStateException("not this one");
            }
            all.add(written.key());
        }

        @Override
        public List<String> snapshot() {
            return List.copyOf(all);
        }
    }
}
