package io.logcast.projection.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.channel.Channel;
import io.logcast.event.TenantId;
import io.logcast.projection.Samples;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamKey;
import io.logcast.topic.Lanes;
import io.logcast.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProjectorOnKafkaTest {

    private static final StreamDefinition SALES = Samples.stream("acme/sales", """
            {"subscriberRoles":["sales"],"events":[{"namespace":"orders","name":"placed",
            "criteria":{"context":{"region":"eu"}},"map":{"sku":"payload.items[0].sku","gone":"payload.zz"}}]}""");
    private static final StreamDefinition PUBLIC = Samples.stream(
            "acme/public", "{\"publicSubscribe\":true,\"events\":[{\"namespace\":\"orders\",\"name\":\"placed\"}]}");

    @TempDir
    Path folder;

    private ProjectorOnKafka projector;

    @BeforeEach
    void open() throws Exception {
        projector = new ProjectorOnKafka(folder);
    }

    @AfterEach
    void close() throws Exception {
        projector.close();
    }

    @Test
    void event_ofTwoStreams_isTwoDeliveries_eachWithItsMapAndRoles_inTheTenantsPartition() throws Exception {
        projector.startBroker().startProjector(SALES, PUBLIC);

        RecordMetadata eu = projector.publish("acme/customer-4", bytes(Samples.ORDER));
        RecordMetadata us =
                projector.publish("acme/customer-4", bytes(Samples.ORDER.replace("\\\"eu\\\"", "\\\"us\\\"")));

        List<ConsumerRecord<String, byte[]>> deliveries = projector.read(Topics.DELIVERIES, 3);
        assertThat(deliveries)
                .extracting(
                        delivery -> delivery.key() + " " + header(delivery, "source") + " " + header(delivery, "roles"))
                .containsExactly(
                        "acme/stream/public " + eu.partition() + ":" + eu.offset() + "#0 null",
                        "acme/stream/sales " + eu.partition() + ":" + eu.offset() + "#1 sales,stream-listener",
                        "acme/stream/public " + us.partition() + ":" + us.offset() + "#0 null");
        assertThat(deliveries.get(1).value()).asString(UTF_8).isEqualTo("""
                        {"tenant":"acme","namespace":"orders","name":"placed","correlationId":"cart-9",\
                        "context":{"region":"eu"},"sku":"A1"}""");
        assertThat(deliveries).extracting(ConsumerRecord::partition).containsOnly(laneOfAcme());
    }

    @Test
    void garbage_becomesDeadLettersWithReasonAndPosition_andTheNextEventFlows() throws Exception {
        byte[] random = new byte[1000];
        new Random(7).nextBytes(random);
        Map<byte[], String> garbage = Map.of(
                random,
                "value is not UTF-8 text|value is not valid JSON .*",
                bytes("{\"specversion\":"),
                "value is not valid JSON .*",
                new byte[5_000_000],
                "value must have at most 1048576 bytes, it has 5000000",
                bytes("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a:b\"}"),
                "tenant is required");
        projector.startBroker().startProjector(PUBLIC);

        Map<String, String> expected = new HashMap<>();
        garbage.forEach((value, reason) -> {
            RecordMetadata at = projector.publish("acme/x", value);
            expected.put("logcast.events/" + at.partition() + "/" + at.offset(), reason);
        });
        projector.publish("acme/x", bytes(Samples.ORDER));

        assertThat(projector.read(Topics.DELIVERIES, 1)).hasSize(1);
        List<ConsumerRecord<String, byte[]>> letters = projector.read(Topics.DEAD_LETTERS, 4);
        assertThat(letters).extracting(ConsumerRecord::key).containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (ConsumerRecord<String, byte[]> letter : letters) {
            assertThat(header(letter, "logcast.reason")).matches(expected.get(letter.key()));
            assertThat(header(letter, "logcast.stage")).isEqualTo("parse");
            assertThat(header(letter, "logcast.key")).isEqualTo("acme/x");
            assertThat(garbage.keySet()).anyMatch(value -> Arrays.equals(value, letter.value()));
        }
    }

    @Test
    void garbage_thatOnlyCompressedFitsIntoATopic_doesNotStopThePartition() throws Exception {
        projector.startBroker().startProjector(PUBLIC);

        projector.publishCompressed(new byte[20_000_000]);
        projector.publish("acme/x", bytes(Samples.ORDER));

        assertThat(projector.read(Topics.DELIVERIES, 1)).hasSize(1);
        assertThat(projector.read(Topics.DEAD_LETTERS, 1).get(0).value()).isNull();
    }

    @Test
    void broker_stoppedAndStartedAgain_nothingIsLostOrDoubled() throws Exception {
        projector.startBroker().startProjector(PUBLIC);
        publish(0, 1_000);
        projector.read(Topics.DELIVERIES, 1);

        projector.flush();
        projector.stopBroker();
        // A send may wait for the broker's answer about the topic.
        CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(() -> publish(1_000, 2_000));
        projector.startBroker();
        meanwhile.get(60, TimeUnit.SECONDS);
        publish(2_000, 3_000);
        projector.flush();

        assertEachOnceInOrder(3_000);
    }

    @Test
    void projector_stoppedInTheMiddle_itsSuccessorGoesOnWhereItStood() throws Exception {
        projector.startBroker().startProjector(PUBLIC);
        publish(0, 2_000);
        projector.read(Topics.DELIVERIES, 1);

        projector.stopProjector();
        publish(2_000, 4_000);
        projector.startProjector(PUBLIC);
        projector.flush();

        assertEachOnceInOrder(4_000);
    }

    @Test
    void kafka_awayAtTheStart_isWaitedFor() throws Exception {
        projector.startProjector(PUBLIC);
        assertThat(projector.lifecycle().state()).isEqualTo(State.CREATED);

        projector.startBroker();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> projector.lifecycle().state() == State.RUNNING
                        && projector.lifecycle().tasks() == Topics.PARTITIONS);
    }

    @Test
    void definitionsOfTheFolder_areWritten_andOnlyThoseThatDiffer() throws Exception {
        projector.startBroker().startProjector(SALES, PUBLIC);
        projector.read(Topics.STREAM_DEFINITIONS, 2);
        projector.stopProjector();
        StreamDefinition changed = Samples.stream(
                "acme/sales", "{\"events\":[{\"namespace\":\"orders\",\"name\":\"placed\",\"map\":{}}]}");

        projector.startProjector(changed, PUBLIC);

        List<ConsumerRecord<String, byte[]>> written = projector.read(Topics.STREAM_DEFINITIONS, 3);
        assertThat(written).extracting(ConsumerRecord::key).containsExactly("acme/sales", "acme/public", "acme/sales");
        await().until(() ->
                projector.table().snapshot().find(StreamKey.parse("acme/sales")).equals(Optional.of(changed)));
    }

    /** So many that the table is still reading them when the projector starts. */
    @Test
    void definitionOfTheFolder_thatSomebodyHasJustWritten_isNotWrittenAgain() throws Exception {
        projector.startBroker();
        await().atMost(Duration.ofSeconds(60)).until(() -> projector.table().position() == 0);
        for (int i = 0; i < 5_000; i++) {
            projector.defineLater(
                    Samples.stream("acme/other-" + i, "{\"events\":[{\"namespace\":\"a\",\"name\":\"b\"}]}"));
        }
        projector.defineLater(PUBLIC);
        projector.flush();

        projector.startProjector(PUBLIC);

        await().atMost(Duration.ofSeconds(60)).until(() -> projector.lifecycle().state() == State.RUNNING);
        assertThat(projector.read(Topics.STREAM_DEFINITIONS, 5_001))
                .filteredOn(record -> record.key().equals("acme/public"))
                .hasSize(1);
    }

    private void publish(int from, int to) {
        for (int i = from; i < to; i++) {
            projector.publishLater("acme/customer-4", Samples.ORDER.replace("o-17", "e-" + i));
        }
    }

    private void assertEachOnceInOrder(int count) {
        List<ConsumerRecord<String, byte[]>> deliveries = projector.read(Topics.DELIVERIES, count);
        assertThat(deliveries).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(header(deliveries.get(i), "id")).isEqualTo("e-" + i);
        }
    }

    private static int laneOfAcme() {
        return Lanes.single(Topics.PARTITIONS)
                .partitionOf(new TenantId("acme"), Channel.parse("channel", "stream/any"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String header(ConsumerRecord<?, ?> delivery, String name) {
        return delivery.headers().lastHeader(name) == null
                ? null
                : new String(delivery.headers().lastHeader(name).value(), UTF_8);
    }
}
