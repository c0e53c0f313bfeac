package io.logcast.webhook.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Queue<CompletableFuture<Void>> refreshes = new ArrayDeque<>();
    private final Arrivals arrivals = new Arrivals(this::refresh, Duration.ofMillis(1));

    @Test
    void whatArrives_isKeptUntilTheWebhooksAreKnown() throws Exception {
        arrivals.add(records(0, 1));
        assertThat(arrivals.take()).isEmpty();
        assertThat(arrivals.isEmpty()).isFalse();

        refreshes.remove().completeExceptionally(new TimeoutException());
        assertThat(arrivals.take()).as("not against the webhooks of before").isEmpty();

        refreshes.remove().complete(null);
        assertThat(arrivals.take()).extracting(ConsumerRecord::partition).containsExactly(0, 1);
        assertThat(arrivals.isEmpty()).isTrue();
        assertThat(refreshes).isEmpty();
    }

    @Test
    void partitionThatGoes_takesWithItWhatHasArrived() throws Exception {
        arrivals.add(records(0, 1));
        arrivals.drop(0);
        refreshes.remove().complete(null);

        assertThat(arrivals.take()).extracting(ConsumerRecord::partition).containsExactly(1);
    }

    @Test
    void nothing_asksForNothing() throws Exception {
        arrivals.add(records());

        assertThat(arrivals.take()).isEmpty();
        assertThat(refreshes).isEmpty();
    }

    private CompletableFuture<Void> refresh() {
        CompletableFuture<Void> refresh = new CompletableFuture<>();
        refreshes.add(refresh);
        return refresh;
    }

    private static ConsumerRecords<String, byte[]> records(int... partitions) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new LinkedHashMap<>();
        for (int partition : partitions) {
            records.computeIfAbsent(new TopicPartition(Topics.EVENTS, partition), none -> new ArrayList<>())
                    .add(new ConsumerRecord<>(Topics.EVENTS, partition, 7, "key", new byte[0]));
        }
        return new ConsumerRecords<>(records, Map.of());
    }
}
