package io.logcast.projection.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.node.broker.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    private static final ProjectorSettings DEFAULTS = new ProjectorSettings(1, Duration.ofMillis(20), "state");

    @Test
    void of_defaults_areAccepted_andReachTheClients() {
        Properties settings = StreamsSettings.of(KafkaSettings.at("127.0.0.1:9092"), DEFAULTS, new NodeId("node-1"));

        StreamsConfig config = new StreamsConfig(settings);
        assertThat(config.getMainConsumerConfigs("logcast-projector", "c", 1))
                .containsEntry("group.instance.id", "node-1-1")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("max.partition.fetch.bytes", 8 * 1024 * 1024);
        assertThat(config.getProducerConfigs("p"))
                .containsEntry("linger.ms", 0)
                .containsEntry("retry.backoff.ms", 5)
                .containsEntry("transaction.timeout.ms", 5_000)
                .containsEntry("max.request.size", 9 * 1024 * 1024);
        assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(config.getLong("commit.interval.ms")).isEqualTo(20);
    }

    @Test
    void of_operatorsProperties_win() {
        KafkaSettings kafka =
                new KafkaSettings("k:1", 3, Map.of("producer.linger.ms", "5", "security.protocol", "SSL"));

        Properties settings = StreamsSettings.of(kafka, DEFAULTS, new NodeId("node-1"));

        assertThat(settings)
                .containsEntry("producer.linger.ms", "5")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("replication.factor", 3);
    }

    @Test
    void nodeId_absent_isTheHostName_andStrangeOnesAreRefused() {
        assertThat(new NodeId(null).nodeId()).isNotEmpty().isEqualTo(new NodeId("").nodeId());
        assertThatThrownBy(() -> new NodeId("a b")).hasMessageStartingWith("logcast.node-id must be");
    }

    @Test
    void projectorSettings_outOfRange_areRefusedByNameAndLimit() {
        assertThatThrownBy(() -> new ProjectorSettings(0, Duration.ofMillis(20), "s"))
                .hasMessage("logcast.projector.threads must be 1 to 64, not 0");
        assertThatThrownBy(() -> new ProjectorSettings(1, Duration.ZERO, "s"))
                .hasMessage("logcast.projector.commit-interval must be 1 ms to 1 s, not PT0S");
    }
}
