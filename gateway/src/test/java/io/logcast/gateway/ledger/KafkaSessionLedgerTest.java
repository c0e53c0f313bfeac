package io.logcast.gateway.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.logcast.gateway.ledger.SessionLedger.Claim;
import io.logcast.gateway.ledger.SessionLedger.Claim.Lost;
import io.logcast.gateway.ledger.SessionLedger.Claim.Won;
import io.logcast.node.append.AppendRefused;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.StoppableBroker;
import io.logcast.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two gateways and a real Kafka. */
@Timeout(120)
final class KafkaSessionLedgerTest {

    private static final Claim WON = new Won(Set.of());
    private static final Claim LOST = new Lost();

    private static KafkaFixture kafka;
    private static LedgerNode here;
    private static LedgerNode there;
    private static LedgerNode other;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaFixture.start();
        here = new LedgerNode(kafka.bootstrapServers());
        there = new LedgerNode(kafka.bootstrapServers());
        other = new LedgerNode(kafka.bootstrapServers());
        await().until(() -> here.isReachable() && there.isReachable() && other.isReachable());
    }

    @AfterAll
    static void stop() throws Exception {
        here.close();
        there.close();
        other.close();
        kafka.close();
    }

    @Test
    void claims_atTheSameTime_exactlyOneWins() throws Exception {
        for (int round = 0; round < 200; round++) {
            String session = "race-" + round % 20;
            // Nobody reads on before all have claimed, so nobody knows of another's claim.
            CountDownLatch gate = new CountDownLatch(1);
            here.haltAt("gate-" + round, gate);
            there.haltAt("gate-" + round, gate);
            claim(other, "gate-" + round);
            await().until(() -> here.isHalted() && there.isHalted());
            List<CompletableFuture<Claim>> claims = Stream.of(here, there, here)
                    .map(node -> node.sessions.claim(session).toCompletableFuture())
                    .toList();
            gate.countDown();

            List<Claim> outcomes = new ArrayList<>();
            for (CompletableFuture<Claim> claim : claims) {
                outcomes.add(get(claim));
            }
            assertThat(outcomes).as("round " + round).containsExactlyInAnyOrder(WON, LOST, LOST);
            int taken = round / 20 + 1;
            await().until(() -> count(here, session) == taken && count(there, session) == taken);
        }
    }

    @Test
    void claim_ofASessionThatAnotherHas_winsAndTellsIt() throws Exception {
        assertThat(claim(here, "move")).isEqualTo(WON);
        await().until(() -> there.taken.contains("move"));

        assertThat(claim(there, "move")).isEqualTo(WON);

        await().until(() -> count(here, "move") == 2);
        assertThat(claim(here, "move")).isEqualTo(WON);
    }

    @Test
    void claim_isAnsweredAfterTheOneWhoHadTheSessionWasTold() throws Exception {
        CompletableFuture<List<String>> toldBefore = here.sessions
                .claim("told")
                .thenApply(claim -> List.copyOf(here.taken))
                .toCompletableFuture();

        assertThat(get(toldBefore)).contains("told");
    }

    @Test
    void rooms_areKnownToWhoTakesTheSessionOver() throws Exception {
        here.sessions.rooms("rooms", Set.of("a"));
        here.sessions.rooms("rooms", Set.of("a", "b"));
        assertThat(claim(here, "rooms")).isEqualTo(new Won(Set.of("a", "b")));
        here.sessions.rooms("rooms", Set.of("b", "c"));
        assertThat(claim(here, "rooms")).isEqualTo(new Won(Set.of("b", "c")));
        await().until(() -> count(there, "rooms") == 2);

        assertThat(claim(there, "rooms")).isEqualTo(new Won(Set.of("b", "c")));
    }

    @Test
    void claim_ofASessionThatIsOver_loses() throws Exception {
        claim(here, "over");
        here.sessions.over("over");

        assertThat(claim(here, "over")).isEqualTo(LOST);
        assertThat(claim(there, "over")).isEqualTo(LOST);
    }

    @Test
    void gateway_thatStartsLater_knowsWhatWasNotedBefore() throws Exception {
        here.sessions.rooms("restart", Set.of("kept"));
        claim(here, "restart");
        here.sessions.over("ended");
        claim(here, "ended");

        try (LedgerNode anew = new LedgerNode(kafka.bootstrapServers())) {
            assertThat(claim(anew, "restart")).isEqualTo(new Won(Set.of("kept")));
            assertThat(claim(anew, "ended")).isEqualTo(LOST);
        }
    }

    @Test
    void records_thatAreNoNotes_areSkipped() throws Exception {
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(Topics.SESSIONS, "garbage", null))
                    .get();
            producer.send(new ProducerRecord<>(Topics.SESSIONS, "garbage", new byte[] {1, 2}))
                    .get();
            producer.send(new ProducerRecord<>(Topics.SESSIONS, null, "[]".getBytes(UTF_8)))
                    .get();
        }

        assertThat(claim(here, "garbage")).isEqualTo(WON);
    }

    @Test
    void manyClaims_ofDifferentSessions_allWin() throws Exception {
        List<CompletableFuture<Claim>> claims = IntStream.range(0, 5_000)
                .mapToObj(i ->
                        (i % 2 == 0 ? here : there).sessions.claim("many-" + i).toCompletableFuture())
                .toList();

        for (CompletableFuture<Claim> claim : claims) {
            assertThat(get(claim)).isEqualTo(WON);
        }
    }

    @Test
    void kafka_away_claimsFailAndComeBackWithKafka() throws Exception {
        try (StoppableBroker broker = StoppableBroker.create()) {
            broker.start();
            try (LedgerNode node = new LedgerNode(broker.bootstrapServers())) {
                await().until(node::isReachable);
                assertThat(claim(node, "s")).isEqualTo(WON);

                broker.stop();
                assertThatThrownBy(() -> claim(node, "s"))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOfAny(AppendRefused.class, TimeoutException.class);
                await().until(() -> !node.isReachable());
                node.sessions.rooms("s", Set.of("noted while Kafka was away"));

                broker.start();
                await().atMost(60, TimeUnit.SECONDS).until(node::isReachable);
                assertThat(claimWhenPossible(node, "s")).isEqualTo(new Won(Set.of("noted while Kafka was away")));
            }
        }
    }

    /** Clients come back, too, when a claim fails. */
    private static Claim claimWhenPossible(LedgerNode node, String session) throws Exception {
        for (int i = 0; i < 10; i++) {
            try {
                return claim(node, session);
            } catch (ExecutionException e) {
                // Kafka is just coming back.
            }
        }
        return claim(node, session);
    }

    private static Claim claim(LedgerNode node, String session) throws Exception {
        return get(node.sessions.claim(session));
    }

    private static long count(LedgerNode node, String session) {
        return node.taken.stream().filter(session::equals).count();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
