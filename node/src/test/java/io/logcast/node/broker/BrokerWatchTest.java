package io.logcast.node.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.node.RecordedLog;
import io.logcast.testkit.StoppableBroker;
import io.logcast.topic.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BrokerWatchTest {

    private static final TopicSpec ONE = new TopicSpec("one", 3, Map.of("retention.ms", "60000"));
    private static final TopicSpec TWO = new TopicSpec("two", 1, Map.of());

    private StoppableBroker broker;

    @BeforeEach
    void create() throws Exception {
        broker = StoppableBroker.create();
    }

    @AfterEach
    void close() throws Exception {
        broker.close();
    }

    @Test
    void start_kafkaIsAway_isUnreachableWithCauseUntilItComes() throws Exception {
        try (BrokerWatch watch = watch(ONE)) {
            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(causeOf(watch)).isNotEqualTo("not asked yet"));
            assertThat(watch.ready().toCompletableFuture()).isNotDone();

            broker.start();

            watch.ready().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(watch.isReachable()).isTrue();
        }
    }

    @Test
    void start_hostIsUnknown_saysSoAndKeepsTrying() {
        try (BrokerWatch watch = BrokerWatch.start(KafkaSettings.at("no-such-host.invalid:9092"), List.of())) {
            // A resolver that nobody answers takes its time: 5 s a try, twice, for each name server.
            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(causeOf(watch)).contains("bootstrap"));
        }
    }

    @Test
    void topics_missing_areMadeAndExistingOnesLeftAlone() throws Exception {
        broker.start();
        broker.createTopic("two", 5, Map.of());

        try (BrokerWatch watch = watch(ONE, TWO)) {
            watch.ready().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }

        assertThat(describe("one").partitions()).hasSize(3);
        assertThat(describe("two").partitions()).hasSize(5);
    }

    @Test
    void outage_isOneLineWhenItBeginsAndOneWhenItIsOver() throws Exception {
        broker.start();
        try (RecordedLog log = RecordedLog.ofAll();
                BrokerWatch watch = watch(ONE)) {
            watch.ready().toCompletableFuture().get(60, TimeUnit.SECONDS);

            broker.stop();
            await().atMost(30, TimeUnit.SECONDS).until(() -> !watch.isReachable());
            broker.start();
            await().atMost(30, TimeUnit.SECONDS).until(watch::isReachable);

            assertBeginsAndEndsOnce(log.lines().stream()
                    .filter(line -> line.contains("reachable"))
                    .toList());
        }
    }

    /** A broker on a busy machine may be silent for 3 s another time: an outage too, of two lines. */
    private void assertBeginsAndEndsOnce(List<String> lines) {
        String there = "INFO Kafka at %s is reachable.".formatted(address());
        String away = "WARN Kafka at %s is not reachable: no answer within 3 s. Retrying.".formatted(address());
        assertThat(lines).containsOnly(there, away).containsSequence(there, away, there);
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i)).as(lines.toString()).isNotEqualTo(lines.get(i - 1));
        }
    }

    private String address() {
        return broker.bootstrapServers();
    }

    private BrokerWatch watch(TopicSpec... topics) {
        return BrokerWatch.start(KafkaSettings.at(address()), List.of(topics));
    }

    private static String causeOf(BrokerWatch watch) {
        return ((BrokerState.Unreachable) watch.state()).cause();
    }

    private TopicDescription describe(String topic) throws Exception {
        try (Admin admin = broker.admin()) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        }
    }
}
