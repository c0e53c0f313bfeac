package io.logcast.publish.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Refusal;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AttemptLogTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.WEBHOOK_ATTEMPTS, 0);

    /** Kafka's own, in memory. It has the two oldest records at hand. */
    private final MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest");

    @Test
    void whatIsThere_isShownTheNewestFirst() {
        begin(2);

        assertThat(new AttemptLog.Search(kafka, "acme/crm", 10, Duration.ofSeconds(5)).run())
                .extracting(attempt -> attempt.path("attempt").intValue())
                .containsExactly(2, 1);
    }

    @Test
    void olderPart_isNotShownAsTheLatest() {
        begin(4);

        assertThatThrownBy(() -> new AttemptLog.Search(kafka, "acme/crm", 10, Duration.ofMillis(300)).run())
                .isInstanceOfSatisfying(
                        AppendRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BROKER_AWAY));
    }

    private void begin(long end) {
        Node node = new Node(1, "localhost", 1);
        kafka.updatePartitions(
                Topics.WEBHOOK_ATTEMPTS,
                List.of(new PartitionInfo(Topics.WEBHOOK_ATTEMPTS, 0, node, new Node[] {node}, new Node[] {node})));
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        kafka.updateEndOffsets(Map.of(PARTITION, end));
        kafka.schedulePollTask(() -> {
            kafka.addRecord(attempt(0));
            kafka.addRecord(attempt(1));
        });
    }

    private static ConsumerRecord<String, byte[]> attempt(long offset) {
        byte[] value = ("{\"attempt\":" + (offset + 1) + "}").getBytes(UTF_8);
        return new ConsumerRecord<>(Topics.WEBHOOK_ATTEMPTS, 0, offset, "acme/crm", value);
    }
}
