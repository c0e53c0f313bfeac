package io.logcast.gateway.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import io.logcast.delivery.EmittedPacket;
import io.logcast.delivery.EmittedPacketCodec;
import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.AppendSettings;
import io.logcast.node.append.Appender;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.testkit.KafkaFixture;
import io.logcast.topic.Lanes;
import io.logcast.topic.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class KafkaPacketLogTest {

    private static final Lanes LANES = new Lanes(Topics.PARTITIONS, 2);

    private Optional<Lanes> lanes = Optional.of(LANES);
    private KafkaFixture kafka;
    private BrokerWatch watch;
    private Appender appender;
    private KafkaPacketLog log;

    @BeforeEach
    void start() throws Exception {
        kafka = KafkaFixture.start();
        KafkaSettings settings = KafkaSettings.at(kafka.bootstrapServers());
        watch = BrokerWatch.start(settings, Topics.all());
        watch.ready().toCompletableFuture().get(60, TimeUnit.SECONDS);
        appender = Appender.start(settings, new AppendSettings(AppendSettings.MIN_IN_FLIGHT_BYTES), watch);
        log = new KafkaPacketLog(
                appender,
                () -> lanes,
                namespace -> namespace.equals("/acme") ? Optional.of(new TenantId("acme")) : Optional.empty(),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        appender.close();
        watch.close();
        kafka.close();
    }

    @Test
    void packet_isKeptWithItsBytesWhereDeliveriesOfItsChannelAre() throws Exception {
        ArrayNode event = event("[\"packed\",{\"by\":\"ann\",\"scans\":[1]}]");
        event.withArray("/1/scans").add(BinaryNode.valueOf(new byte[] {7, 8}));
        event.add(BinaryNode.valueOf(new byte[0]));

        append("/acme", Set.of("order 17"), Set.of(), event);

        ConsumerRecord<String, byte[]> written =
                kafka.read(Topics.DELIVERIES, 1).get(0);
        EmittedPacket packet = EmittedPacketCodec.decode(written.key(), written.headers(), written.value());
        assertThat(written.key()).isEqualTo("acme/room/order 17");
        assertThat(written.partition()).isEqualTo(LANES.partitionOf(packet.tenant(), packet.channel()));
        assertThat(new String(packet.json(), UTF_8))
                .isEqualTo("[\"packed\",{\"by\":\"ann\",\"scans\":[1,{\"_placeholder\":true,\"num\":0}]},"
                        + "{\"_placeholder\":true,\"num\":1}]");
        assertThat(packet.attachments()).containsExactly(new byte[] {7, 8}, new byte[0]);
        assertThat(event.at("/1/scans/1").isBinary())
                .as("the event stays as it was")
                .isTrue();
    }

    @Test
    void packets_ofOneThread_keepTheirOrder() throws Exception {
        for (int i = 0; i < 100; i++) {
            log.append(EventId.random(), "/acme", Set.of(), Set.of("muted"), event("[\"n\"," + i + "]"));
        }

        List<ConsumerRecord<String, byte[]>> written = kafka.read(Topics.DELIVERIES, 100);

        assertThat(written).allMatch(record -> record.key().equals("acme/namespace//acme"));
        assertThat(written.stream().map(record -> new String(record.value(), UTF_8)))
                .isEqualTo(IntStream.range(0, 100)
                        .mapToObj(i -> "[\"n\"," + i + "]")
                        .toList());
    }

    @Test
    void packet_thatCannotBeKept_isRefused() {
        assertThatThrownBy(() -> append("/globex", Set.of(), Set.of(), event("[\"n\"]")))
                .hasCauseInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> append(
                        "/acme", Set.of(), Set.of(), event("[\"" + "x".repeat(KafkaPacketLog.MAX_BYTES) + "\"]")))
                .hasCauseInstanceOf(AppendRefused.class)
                .hasMessageContaining("at most " + KafkaPacketLog.MAX_BYTES);
        lanes = Optional.empty();
        assertThatThrownBy(() -> append("/acme", Set.of(), Set.of(), event("[\"n\"]")))
                .hasCauseInstanceOf(AppendRefused.class);
    }

    private void append(String namespace, Set<String> rooms, Set<String> except, ArrayNode event) throws Exception {
        log.append(EventId.random(), namespace, rooms, except, event)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private static ArrayNode event(String json) throws Exception {
        return (ArrayNode) Json.parse(json.getBytes(UTF_8));
    }
}
