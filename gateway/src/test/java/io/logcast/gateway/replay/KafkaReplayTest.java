package io.logcast.gateway.replay;

import static io.logcast.gateway.Samples.ACME;
import static io.logcast.gateway.Samples.ORDERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.gateway.tail.Slice;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.testkit.KafkaFixture;
import io.logcast.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** With a Kafka that holds 20,000 deliveries, written in transactions of which some were aborted. */
final class KafkaReplayTest {

    private static final int DELIVERIES = 20_000;
    private static final int IN_A_TRANSACTION = 100;
    private static final int CLIENTS = 50;

    private static KafkaFixture kafka;
    private static List<Long> written;

    @BeforeAll
    static void write() throws Exception {
        kafka = KafkaFixture.start();
        kafka.createTopic(Topics.DELIVERIES, 2, Map.of());
        written = writeTransactions();
    }

    @AfterAll
    static void stop() throws Exception {
        kafka.close();
    }

    @RepeatedTest(20)
    void clients_whoReplayTheSameAtOnce_costKafkaAsMuchAsOne() throws Exception {
        ReplayStats one = replay(1);
        ReplayStats many = replay(CLIENTS);

        assertThat(many.bytesRead()).isLessThanOrEqualTo(one.bytesRead() * 3 / 2);
        assertThat(many.blocksRead()).isLessThanOrEqualTo(one.blocksRead() * 3 / 2);
        assertThat(one.bytesRead()).isGreaterThan(200L * DELIVERIES);
    }

    @Test
    void read_thatContinuesInAnotherPartitionMeanwhile_losesNothing() throws Exception {
        try (KafkaReplay replay = replay()) {
            List<Long> first = new ArrayList<>();
            for (long position = 0; position < end(); ) {
                Slice.Entries slice = entries(replay, 0, position);
                slice.entries().forEach(entry -> first.add(entry.offset()));
                position = slice.next();
                entries(replay, 1, 0);
            }
            assertThat(first).isEqualTo(written);
        }
    }

    @Test
    void since_aTimeAfterAllRecords_isTheEndAsItIsNow() throws Exception {
        try (KafkaReplay replay = replay()) {
            Instant tomorrow = Instant.now().plusSeconds(86_400);

            assertThat(get(replay.since(0, tomorrow).toCompletableFuture())).isEqualTo(end());
            assertThat(get(replay.since(0, Instant.EPOCH).toCompletableFuture()))
                    .isZero();
        }
    }

    @Test
    void position_thatRetentionHasRemoved_isTooOld_andTheOnesBesideItAreRead() throws Exception {
        try (KafkaFixture shortened = KafkaFixture.start()) {
            write(shortened, 10);
            shortened.deleteBelow(Topics.DELIVERIES, 0, 4);
            try (KafkaReplay replay = KafkaReplay.start(KafkaSettings.at(shortened.bootstrapServers()), 1)) {
                assertThat(get(replay.read(ACME, 0, 2).toCompletableFuture())).isEqualTo(new Slice.TooOld(4));
                assertThat(entries(replay, 0, 4).entries()).hasSize(6);
                assertThat(replay.read(ACME, 0, 11)
                                .handle((slice, failure) -> failure)
                                .toCompletableFuture())
                        .succeedsWithin(30, TimeUnit.SECONDS)
                        .isNotNull();
            }
        }
    }

    @Test
    void topic_thatIsMadeAnew_isReadAnewAfterForgetting() throws Exception {
        try (KafkaFixture remade = KafkaFixture.start();
                KafkaReplay replay = KafkaReplay.start(KafkaSettings.at(remade.bootstrapServers()), 1)) {
            write(remade, 10);
            assertThat(entries(replay, 0, 0).entries()).hasSize(10);

            try (Admin admin = remade.admin()) {
                admin.deleteTopics(List.of(Topics.DELIVERIES)).all().get();
            }
            write(remade, 3);
            replay.forget();

            await().atMost(90, TimeUnit.SECONDS)
                    .ignoreExceptions()
                    .until(() -> entries(replay, 0, 0).entries(), entries -> entries.size() == 3);
        }
    }

    @Test
    void closing_endsTheReadersAlsoWhileKafkaIsAway() throws Exception {
        KafkaReplay replay = KafkaReplay.start(KafkaSettings.at("127.0.0.1:1"), 2);
        CompletableFuture<Slice> waiting = replay.read(ACME, 0, 0).toCompletableFuture();

        replay.close();

        assertThat(waiting).isCompletedExceptionally();
    }

    private static ReplayStats replay(int clients) throws Exception {
        try (KafkaReplay replay = replay()) {
            List<CompletableFuture<List<Long>>> all = Stream.generate(() -> new Follower(replay, ACME, 0, end()))
                    .limit(clients)
                    .map(Follower::toTheEnd)
                    .toList();
            for (CompletableFuture<List<Long>> one : all) {
                assertThat(get(one)).isEqualTo(written);
            }
            return replay.stats();
        }
    }

    private static KafkaReplay replay() {
        return KafkaReplay.start(KafkaSettings.at(kafka.bootstrapServers()), 2);
    }

    private static Slice.Entries entries(KafkaReplay replay, int partition, long from) throws Exception {
        return (Slice.Entries) get(replay.read(ACME, partition, from).toCompletableFuture());
    }

    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS);
    }

    /** Behind the marker of the last transaction. */
    private static long end() {
        return written.get(written.size() - 1) + 2;
    }

    /** Into a topic that is made first, as soon as an earlier one of that name is gone. */
    private static void write(KafkaFixture where, int deliveries) throws Exception {
        await().atMost(30, TimeUnit.SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> where.createTopic(Topics.DELIVERIES, 1, Map.of()));
        try (KafkaProducer<String, byte[]> producer = where.producer()) {
            for (int number = 0; number < deliveries; number++) {
                producer.send(delivery(0, number)).get();
            }
        }
    }

    private static List<Long> writeTransactions() throws ExecutionException, InterruptedException {
        List<Long> committed = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = transactional()) {
            producer.initTransactions();
            for (int number = 0; number < DELIVERIES; number += IN_A_TRANSACTION) {
                if (number % 1000 == 0) {
                    abort(producer);
                }
                committed.addAll(commit(producer, number));
            }
        }
        return committed;
    }

    private static void abort(KafkaProducer<String, byte[]> producer) throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        producer.send(delivery(0, -1)).get();
        producer.abortTransaction();
    }

    private static List<Long> commit(KafkaProducer<String, byte[]> producer, int number)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        producer.beginTransaction();
        for (int each = 0; each < IN_A_TRANSACTION; each++) {
            sent.add(producer.send(delivery(0, number + each)));
        }
        producer.send(delivery(1, number)).get();
        producer.commitTransaction();
        List<Long> offsets = new ArrayList<>();
        for (Future<RecordMetadata> each : sent) {
            offsets.add(each.get().offset());
        }
        return offsets;
    }

    private static ProducerRecord<String, byte[]> delivery(int partition, int number) {
        byte[] json =
                "{\"n\":%d,\"text\":\"%s\"}".formatted(number, "x".repeat(200)).getBytes(UTF_8);
        ProducerRecord<String, byte[]> delivery =
                new ProducerRecord<>(Topics.DELIVERIES, partition, ORDERS.toString(), json);
        delivery.headers().add("type", "orders:created".getBytes(UTF_8));
        return delivery;
    }

    private static KafkaProducer<String, byte[]> transactional() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "replay-test"),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
