package io.logcast.gateway.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.channel.Channel;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.json.Json;
import io.logcast.node.append.AppendSettings;
import io.logcast.node.append.Appender;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.event.KafkaEventLog;
import io.logcast.testkit.KafkaFixture;
import io.logcast.topic.Lanes;
import io.logcast.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RecentRecordsTest {

    private static final Lanes LANES = new Lanes(Topics.PARTITIONS, 2);
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    private Optional<Lanes> lanes = Optional.of(LANES);
    private KafkaFixture kafka;
    private BrokerWatch watch;
    private Appender appender;
    private KafkaPacketLog packets;
    private KafkaEventLog events;
    private RecentRecords recent;

    @BeforeEach
    void start() throws Exception {
        kafka = KafkaFixture.start();
        KafkaSettings settings = KafkaSettings.at(kafka.bootstrapServers());
        watch = BrokerWatch.start(settings, Topics.all());
        watch.ready().toCompletableFuture().get(60, TimeUnit.SECONDS);
        appender = Appender.start(settings, new AppendSettings(AppendSettings.MIN_IN_FLIGHT_BYTES), watch);
        packets = new KafkaPacketLog(
                appender,
                () -> lanes,
                namespace -> Optional.of(new TenantId(namespace.substring(1))),
                Clock.systemUTC());
        events = new KafkaEventLog(appender, () -> -1);
        recent = new RecentRecords(settings, () -> lanes);
    }

    @AfterEach
    void stop() throws Exception {
        recent.close();
        appender.close();
        watch.close();
        kafka.close();
    }

    @Test
    void ids_areThoseOfTheTenants_sinceThen() throws Exception {
        append(ACME, "p1", "e1");
        append(GLOBEX, "p2", "e2");
        Instant before = Instant.now().minus(Duration.ofMinutes(1));

        assertThat(get(recent.packets(Set.of(ACME), before))).contains("p1");
        assertThat(get(recent.events(Set.of(ACME), before))).containsExactly("e1");
        assertThat(get(recent.events(Set.of(ACME, GLOBEX), before))).containsExactlyInAnyOrder("e1", "e2");
        assertThat(get(recent.events(Set.of(ACME), Instant.now().plus(Duration.ofMinutes(1)))))
                .isEmpty();
    }

    /** The packets behind it cannot be seen by those who read what is committed. */
    @Test
    void ids_behindAnOpenTransaction_areRead() throws Exception {
        int partition = LANES.partitionOf(ACME, new Channel(Channel.Kind.ROOM, "r"));
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "projector");
        try (KafkaProducer<String, byte[]> projector =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            projector.initTransactions();
            projector.beginTransaction();
            projector
                    .send(new ProducerRecord<>(Topics.DELIVERIES, partition, "acme/room/r", new byte[] {'{', '}'}))
                    .get();

            append(ACME, "p1", "e1");

            assertThat(get(recent.packets(Set.of(ACME), Instant.now().minus(Duration.ofMinutes(1)))))
                    .containsExactly("p1");
            projector.abortTransaction();
        }
    }

    @Test
    void log_thatCannotBeAppendedTo_isNotRead() {
        lanes = Optional.empty();

        assertThatThrownBy(() -> get(recent.packets(Set.of(), Instant.now()))).hasMessageContaining("not followed yet");
    }

    private void append(TenantId tenant, String packet, String event) throws Exception {
        ArrayNode json = (ArrayNode) Json.parse("[\"n\"]".getBytes(UTF_8));
        get(packets.append(new EventId(packet), "/" + tenant, Set.of("r"), Set.of(), json));
        get(events.append(new Event(
                tenant,
                new EventId(event),
                "/test",
                EventType.parse("a:b"),
                Instant.now(),
                null,
                null,
                json,
                null,
                null,
                null)));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
