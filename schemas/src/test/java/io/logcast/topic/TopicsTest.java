package io.logcast.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void all_areTheContract() {
        assertThat(Topics.all())
                .extracting(TopicSpec::toString)
                .map(text -> text.replaceAll(", configs=.*", ""))
                .containsExactly(
                        "TopicSpec[name=logcast.events, partitions=12",
                        "TopicSpec[name=logcast.deliveries, partitions=12",
                        "TopicSpec[name=logcast.stream-definitions, partitions=1",
                        "TopicSpec[name=logcast.dead-letters, partitions=1",
                        "TopicSpec[name=logcast.gateways, partitions=1",
                        "TopicSpec[name=logcast.sessions, partitions=1",
                        "TopicSpec[name=logcast.webhooks, partitions=1",
                        "TopicSpec[name=logcast.webhook-attempts, partitions=12",
                        "TopicSpec[name=logcast.webhook-retries, partitions=12");
        assertThat(Topics.deliveries().configs())
                .isEqualTo(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "259200000",
                        "max.message.bytes", "8388608",
                        "message.timestamp.type", "LogAppendTime"));
        assertThat(Topics.streamDefinitions().configs()).containsEntry("cleanup.policy", "compact");
        assertThat(Topics.webhooks().configs()).containsEntry("cleanup.policy", "compact");
        assertThat(Topics.webhookRetries().configs()).containsEntry("cleanup.policy", "compact");
        assertThat(Topics.webhookAttempts().configs()).containsEntry("retention.ms", "604800000");
        assertThat(Topics.gateways().configs()).containsEntry("cleanup.policy", "compact,delete");
        assertThat(Topics.sessions().configs())
                .isEqualTo(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "3600000",
                        "segment.ms", "600000",
                        "max.message.bytes", "1048576",
                        "message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void toNewTopic_replicationBelowOne_isTheBrokersDefault() {
        assertThat(Topics.events().toNewTopic(0).replicationFactor()).isEqualTo((short) -1);
        assertThat(Topics.events().toNewTopic(3).replicationFactor()).isEqualTo((short) 3);
    }

    @Test
    void topicSpec_withoutPartitions_isRefused() {
        assertThatThrownBy(() -> new TopicSpec("t", 0, Map.of()))
                .hasMessage("partitions of t must be at least 1, not 0");
    }
}
