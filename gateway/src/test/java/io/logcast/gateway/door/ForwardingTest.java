package io.logcast.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.ledger.Membership;
import io.logcast.testkit.KafkaFixture;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two gateways that know each other, and clients whose requests come to either of them: nothing sticks to anything. */
@Timeout(120)
final class ForwardingTest {

    private static final String UNKNOWN = "{\"code\":1,\"message\":\"Session ID unknown\"}";

    private static KafkaFixture kafka;
    private static GatewayFixture first;
    private static GatewayFixture second;

    private final EngineClient here = new EngineClient(first.url("/"), 4);
    private final EngineClient there = new EngineClient(second.url("/"), 4);

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaFixture.start();
        first = gateway();
        second = gateway();
        awaitKnown(first, second.bean(Membership.class));
        awaitKnown(second, first.bean(Membership.class));
    }

    @AfterAll
    static void stop() throws Exception {
        first.close();
        second.close();
        kafka.close();
    }

    @Test
    void cluster_36_pollingOnly_everyOtherRequestElsewhere() throws Exception {
        String sid = here.openSession();

        for (int i = 0; i < 20; i++) {
            EngineClient poster = i % 2 == 0 ? there : here;
            EngineClient poller = i % 3 == 0 ? here : there;
            HttpResponse<String> posted = poster.post(sid, "4número " + i);
            assertThat(posted.body()).isEqualTo("ok");
            assertThat(posted.headers().firstValue("content-type")).hasValue("text/html");
            HttpResponse<String> polled = poller.poll(sid);
            assertThat(polled.body()).isEqualTo("4número " + i);
            assertThat(polled.statusCode()).isEqualTo(200);
            assertThat(polled.headers().firstValue("content-type")).hasValue("text/plain; charset=UTF-8");
            assertThat(polled.headers().allValues("cache-control")).containsExactly("no-store");
        }
    }

    @Test
    void cluster_36_poll_waitsAtTheOwner() throws Exception {
        String sid = here.openSession();
        CompletableFuture<HttpResponse<String>> poll = there.polling(sid);

        assertThat(there.post(sid, "4a").body()).isEqualTo("ok");

        assertThat(poll.get(60, TimeUnit.SECONDS).body()).isEqualTo("4a");
    }

    @Test
    void cluster_36_upgradeElsewhere_isConnectedWithTheOwner() throws Exception {
        String sid = here.openSession();
        CompletableFuture<HttpResponse<String>> poll = there.polling(sid);

        EngineWebSocket socket = there.upgrade(sid);
        assertThat(socket.answers("2probe", "3probe")).isTrue();
        assertThat(poll.get(60, TimeUnit.SECONDS).body()).isEqualTo("6");
        socket.send("5");

        assertThat(socket.send("4over there").text()).isEqualTo("4over there");
        String large = "4" + "é".repeat(450_000);
        for (int i = 0; i < 20; i++) {
            assertThat(socket.send(large).text().equals(large)).isTrue();
        }
        assertThat(there.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void cluster_36_webSocketOnly_connectsAnywhere() throws Exception {
        for (EngineClient client : new EngineClient[] {here, there}) {
            EngineWebSocket socket = client.webSocket();
            assertThat(socket.text()).startsWith("0{");
            assertThat(socket.send("4x").text()).isEqualTo("4x");
            socket.close();
        }
    }

    @Test
    void splice_clientGoesAway_ownerSeesItAtOnce() throws Exception {
        String sid = here.openSession();
        EngineWebSocket socket = there.upgrade(sid);
        socket.answers("2probe", "3probe");
        socket.send("5");
        assertThat(socket.send("4x").text()).isEqualTo("4x");

        socket.abort();

        await().until(() -> first.bean(EchoApplication.class).reason(sid) == EngineCloseReason.TRANSPORT_CLOSE);
    }

    @Test
    void splice_ownerEndsTheSession_clientSeesItAtOnce() throws Exception {
        String sid = here.openSession();
        EngineWebSocket socket = there.upgrade(sid);
        socket.answers("2probe", "3probe");
        socket.send("5");
        assertThat(socket.send("4x").text()).isEqualTo("4x");

        var session = first.bean(EchoApplication.class).socket(sid);
        session.loop().execute(() -> session.close(EngineCloseReason.FORCED));

        assertThat(socket.isOver()).isTrue();
    }

    @Test
    void poll_clientGoesAway_ownerSeesAnAbortedPoll() throws Exception {
        String sid = here.openSession();
        CompletableFuture<HttpResponse<String>> poll = there.polling(sid);
        // It waits at the owner when this comes back.
        assertThat(there.post(sid, "4x").body()).isEqualTo("ok");
        poll.get(60, TimeUnit.SECONDS);

        try (RawConnection raw = RawConnection.to(second.port())) {
            raw.send("GET /socket.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: x\r\n\r\n");
            await().during(Duration.ofMillis(300))
                    .until(() -> first.bean(EchoApplication.class).socket(sid) != null);
        }

        await().until(() -> first.bean(EchoApplication.class).reason(sid) != null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"aaaa~AAAAAAAAAAAAAAAAAAAAAAAA", "127.0.0.1:80~AAAAAAAAAAAAAAAAAAAAAAAA", "x", "~", "%00~%0d%0a"
            })
    void cluster_36_forgedOwner_isAnUnknownSession(String sid) throws Exception {
        assertUnknown(here.poll(sid));
        assertUnknown(here.post(sid, "4x"));
        assertThat(refusal(here, sid).body()).isEqualTo(UNKNOWN);
    }

    @Test
    void request_thatWasForwardedBefore_isNotForwardedAgain() throws Exception {
        String sid = here.openSession();

        assertUnknown(there.send("POST", "EIO=4&transport=polling&sid=" + sid, "4x", Owners.FORWARDED, "somebody"));
        assertThat(here.post(sid, "4x").body()).isEqualTo("ok");
    }

    @Test
    void forwarding_ofAnUnknownSessionOfAnOwner_isTheOwnersAnswer() throws Exception {
        String sid = first.bean(Membership.class).self() + "~AAAAAAAAAAAAAAAAAAAAAAAA";

        assertUnknown(there.poll(sid));
        assertThat(refusal(there, sid).statusCode()).isEqualTo(400);
    }

    @Test
    void body_thatIsTooLarge_isRefusedWhereItComesIn() throws Exception {
        String sid = here.openSession();

        assertThat(there.post(sid, "4" + "x".repeat(1_000_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void cors_isDoneOnce() throws Exception {
        String sid = here.openSession();
        CompletableFuture<HttpResponse<String>> poll = there.polling(sid);

        HttpResponse<String> posted = there.send(
                "POST",
                "EIO=4&transport=polling&sid=" + sid,
                "4x",
                "Content-Type",
                "text/plain;charset=UTF-8",
                "Origin",
                "https://page.example");

        assertThat(posted.headers().allValues("access-control-allow-origin")).containsExactly("*");
        poll.get(60, TimeUnit.SECONDS);
    }

    @Test
    void owner_thatDiesWhileAPollWaits_isAnUnknownSession() throws Exception {
        try (PretendedOwner owner = PretendedOwner.start(kafka)) {
            awaitKnown(second, owner.membership());
            CompletableFuture<HttpResponse<String>> poll = there.polling(owner.sid());
            owner.hangUp();

            assertUnknown(poll.get(60, TimeUnit.SECONDS));
            assertThat(refusal(there, owner.sid()).body()).isEqualTo(UNKNOWN);
        }
    }

    @Test
    void owner_thatIsDead_isAnUnknownSessionAtOnceAndNotAskedAgain() throws Exception {
        try (PretendedOwner owner = PretendedOwner.start(kafka)) {
            awaitKnown(second, owner.membership());
            owner.die();

            // It goes on beating, and is then thought to be there again.
            await().until(() -> {
                assertUnknown(there.poll(owner.sid()));
                return !isKnown(owner);
            });
            assertUnknown(there.post(owner.sid(), "4x"));
            awaitKnown(second, owner.membership());
            await().until(() -> {
                assertThat(refusal(there, owner.sid()).body()).isEqualTo(UNKNOWN);
                return !isKnown(owner);
            });
        }
    }

    /** The kernel takes the connection, but nobody is at home. */
    @Test
    void owner_thatSaysNothing_isAnUnknownSessionAfterAWhile() throws Exception {
        try (PretendedOwner owner = PretendedOwner.start(kafka)) {
            awaitKnown(second, owner.membership());

            assertThat(refusal(there, owner.sid()).body()).isEqualTo(UNKNOWN);
        }
    }

    private static boolean isKnown(PretendedOwner owner) {
        return second.bean(Membership.class).find(owner.membership().self()).isPresent();
    }

    private static void assertUnknown(HttpResponse<String> answer) {
        assertThat(answer.body()).isEqualTo(UNKNOWN);
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static HttpResponse<?> refusal(EngineClient client, String sid) {
        var refused = new AtomicReference<HttpResponse<?>>();
        assertThatThrownBy(() -> client.upgrade(sid))
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, e -> refused.set(e.getResponse()));
        return refused.get();
    }

    private static GatewayFixture gateway() {
        return GatewayFixture.start(Map.of(
                "logcast.kafka.bootstrap-servers",
                kafka.bootstrapServers(),
                "logcast.gateway.socketio.ping-interval",
                "25s",
                "logcast.gateway.socketio.ping-timeout",
                "20s"));
    }

    private static void awaitKnown(GatewayFixture here, Membership other) {
        Membership known = here.bean(Membership.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> known.find(other.self()).isPresent());
    }
}
