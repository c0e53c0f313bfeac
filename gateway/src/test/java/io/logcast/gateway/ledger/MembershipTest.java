package io.logcast.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.ledger.Address;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.StoppableBroker;
import io.logcast.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class MembershipTest {

    private static final Address HERE = new Address("10.0.0.1", 8081);
    private static final Address THERE = new Address("10.0.0.2", 8082);

    private static KafkaFixture kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaFixture.start();
    }

    @AfterAll
    static void stop() throws Exception {
        kafka.close();
    }

    @Test
    void gateways_knowEachOther_untilOneStops() {
        try (LedgerNode here = node(HERE);
                LedgerNode there = node(THERE)) {
            awaitKnown(here, there, THERE);
            awaitKnown(there, here, HERE);
            assertThat(here.membership.isAnnounced()).isTrue();

            there.membership.close();

            await().until(() -> here.membership.find(there.membership.self()).isEmpty());
        }
    }

    @Test
    void gateway_thatStartsLater_knowsWhoIsThere() {
        try (LedgerNode here = node(HERE)) {
            await().until(here.membership::isAnnounced);
            try (LedgerNode later = node(THERE)) {
                awaitKnown(later, here, HERE);
            }
        }
    }

    @Test
    void gateway_withoutAnAddressYet_isNotAnnounced() throws Exception {
        try (LedgerNode silent = new LedgerNode(kafka.bootstrapServers());
                LedgerNode here = node(HERE)) {
            await().until(here.membership::isAnnounced);

            assertThat(here.membership.find(silent.membership.self())).isEmpty();
        }
    }

    @Test
    void gateway_thatDoesNotAnswer_countsAgainWhenItIsHeard() {
        try (LedgerNode here = node(HERE);
                LedgerNode there = node(THERE)) {
            awaitKnown(here, there, THERE);

            // Again, for a beat may come between the two.
            await().until(() -> {
                here.membership.unreachable(there.membership.self());
                return here.membership.find(there.membership.self()).isEmpty();
            });

            awaitKnown(here, there, THERE);
        }
    }

    @Test
    void records_thatAreNoBeats_areSkipped() throws Exception {
        try (LedgerNode here = node(HERE);
                KafkaProducer<String, byte[]> producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(Topics.GATEWAYS, "NOT A KEY", "{}".getBytes(StandardCharsets.UTF_8)))
                    .get();
            producer.send(new ProducerRecord<>(Topics.GATEWAYS, "abcd", "{".getBytes(StandardCharsets.UTF_8)))
                    .get();

            await().until(here.membership::isAnnounced);
        }
    }

    @Test
    void beat_isWhatTheContractSays() {
        try (LedgerNode here = node(HERE)) {
            await().until(here.membership::isAnnounced);
            ConsumerRecord<String, byte[]> written = kafka.read(Topics.GATEWAYS, 1).stream()
                    .filter(record -> here.membership.self().value().equals(record.key()))
                    .findFirst()
                    .orElseThrow();

            assertThat(new String(written.value(), StandardCharsets.UTF_8))
                    .matches("\\{\"address\":\"10.0.0.1:8081\",\"since\":\"[-0-9T:.]+Z\",\"beat\":1}");
        }
    }

    @Test
    void kafka_away_whoWasKnownStaysKnown() throws Exception {
        try (StoppableBroker broker = StoppableBroker.create()) {
            broker.start();
            try (LedgerNode here = new LedgerNode(broker.bootstrapServers());
                    LedgerNode there = new LedgerNode(broker.bootstrapServers())) {
                here.membership.advertise(HERE);
                there.membership.advertise(THERE);
                awaitKnown(here, there, THERE);

                broker.stop();
                await().until(() -> !here.isReachable());
                assertThat(here.membership.find(there.membership.self())).contains(THERE);

                broker.start();
                await().atMost(60, TimeUnit.SECONDS).until(() -> here.isReachable() && there.isReachable());
                assertThat(here.membership.find(there.membership.self())).contains(THERE);
            }
        }
    }

    private static LedgerNode node(Address address) {
        LedgerNode node = new LedgerNode(kafka.bootstrapServers());
        node.membership.advertise(address);
        return node;
    }

    private static void awaitKnown(LedgerNode here, LedgerNode other, Address address) {
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> here.membership
                        .find(other.membership.self())
                        .filter(address::equals)
                        .isPresent());
    }
}
