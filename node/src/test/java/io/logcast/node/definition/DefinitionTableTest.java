package io.logcast.node.definition;

import static io.logcast.node.definition.Definitions.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.event.TenantId;
import io.logcast.node.RecordedLog;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.testkit.StoppableBroker;
import io.logcast.topic.TopicSpec;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DefinitionTableTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final StreamDefinition ORDERS = stream("acme", "orders", "shop:ordered");
    private static final StreamDefinition MONEY = stream("acme", "money", "shop:paid");

    private StoppableBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = StoppableBroker.create();
        broker.start();
        makeTopic();
    }

    @AfterEach
    void close() throws Exception {
        broker.close();
    }

    @Test
    void table_startedLate_holdsWhatWasThere() throws Exception {
        write(ORDERS);
        write(MONEY);

        try (DefinitionTable table = table()) {
            assertThat(refreshed(table).of(ACME)).containsExactly(MONEY, ORDERS);
            assertThat(table.position()).isEqualTo(2);
        }
    }

    @Test
    void position_beforeTheFirstReading_isMinusOneAndThenTheEnd() throws Exception {
        broker.stop();
        try (DefinitionTable table = table()) {
            assertThat(table.position()).isEqualTo(-1);
            assertThat(table.awaitPosition(0, Duration.ofMillis(50))).isFalse();

            broker.start();

            assertThat(table.awaitPosition(0, Duration.ofSeconds(60))).isTrue();
        }
    }

    @Test
    void refreshed_afterEachWrite_holdsIt() throws Exception {
        try (DefinitionTable table = table()) {
            for (int i = 0; i < 20; i++) {
                StreamDefinition next = stream("acme", "s" + i, "shop:paid");
                write(next);
                assertThat(refreshed(table).find(next.key())).contains(next);
            }
        }
    }

    @Test
    void refreshed_kafkaIsAway_failsInTime() throws Exception {
        try (DefinitionTable table = table()) {
            refreshed(table);
            broker.stop();

            assertThat(table.refreshed().toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void tombstone_removesTheStream() throws Exception {
        write(ORDERS);
        try (DefinitionTable table = table()) {
            assertThat(refreshed(table).size()).isEqualTo(1);

            write(ORDERS.key().toString(), null);

            assertThat(refreshed(table).size()).isZero();
        }
    }

    @Test
    void recordThatIsNoDefinition_isSaidWithItsPositionAndSkipped() throws Exception {
        write(ORDERS);
        write("acme/orders", "{\"events\":");
        write("no-slash", "{}");
        write("acme/bad", "{\"nonsense\":1}");
        write("acme/number", "{\"nonsense\":1e99999999999}");
        write(MONEY);

        try (RecordedLog log = RecordedLog.of(DefinitionCopy.class);
                DefinitionTable table = table()) {
            assertThat(refreshed(table).of(ACME)).containsExactly(MONEY, ORDERS);
            assertThat(log.lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith(
                                            "WARN Skipped the record at 0-1 of logcast.stream-definitions: it is not"
                                                    + " valid JSON"),
                            line -> assertThat(line).contains("0-2", "key must be tenant/stream"),
                            line -> assertThat(line).contains("0-3", "nonsense is not known"),
                            line -> assertThat(line).contains("0-4", "exponent is too large"));
        }
    }

    @Test
    void outage_leavesTheSnapshotAndGoesOnAfterwards() throws Exception {
        write(ORDERS);
        try (DefinitionTable table = table()) {
            refreshed(table);
            broker.stop();
            assertThat(table.snapshot().of(ACME)).containsExactly(ORDERS);

            broker.start();
            write(MONEY);

            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(table.snapshot().of(ACME)).containsExactly(MONEY, ORDERS));
        }
    }

    @Test
    void topic_madeAnew_isReadFromItsBeginning() throws Exception {
        write(ORDERS);
        try (DefinitionTable table = table()) {
            refreshed(table);

            // As many records as before: only the topic's id tells that they are others.
            deleteTopic();
            await().ignoreExceptions().atMost(60, TimeUnit.SECONDS).until(() -> {
                makeTopic();
                return true;
            });
            write(MONEY);

            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(table.snapshot().of(ACME)).containsExactly(MONEY));
        }
    }

    private DefinitionTable table() {
        return DefinitionTable.start(KafkaSettings.at(broker.bootstrapServers()));
    }

    private static DefinitionSnapshot refreshed(DefinitionTable table) throws Exception {
        assertThat(table.awaitPosition(0, Duration.ofSeconds(30))).isTrue();
        return table.refreshed().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void write(StreamDefinition stream) throws Exception {
        write(stream.key().toString(), new String(StreamDefinitionCodec.encode(stream), UTF_8));
    }

    private void write(String key, String value) throws Exception {
        try (KafkaProducer<String, byte[]> producer = broker.producer()) {
            byte[] bytes = value == null ? null : value.getBytes(UTF_8);
            producer.send(new ProducerRecord<>(Topics.STREAM_DEFINITIONS, key, bytes))
                    .get();
        }
    }

    private void makeTopic() throws Exception {
        TopicSpec spec = Topics.streamDefinitions();
        broker.createTopic(spec.name(), spec.partitions(), spec.configs());
    }

    private void deleteTopic() throws Exception {
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of(Topics.STREAM_DEFINITIONS)).all().get();
        }
    }
}
