package io.logcast.gateway.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.gateway.ledger.Membership;
import io.logcast.gateway.tail.TailReader;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.Tokens;
import io.logcast.topic.Topics;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Socket.IO on two gateways behind something that sends each request to the other one than the last. */
@Timeout(120)
final class ClusterTest {

    private static final String SENDER = Tokens.DEFAULT.token("acme", "ann", "event-sender");
    private static final String LISTENER = Tokens.DEFAULT.token("acme", "bob", "stream-listener");

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
        awaitReady(first, second);
        awaitReady(second, first);
    }

    @AfterAll
    static void stop() throws Exception {
        first.close();
        second.close();
        kafka.close();
    }

    @Test
    void cluster_36_pollingOnly_connectsAndPublishes() throws Exception {
        String sid = here.openSession();
        assertThat(there.post(sid, connect(SENDER)).body()).isEqualTo("ok");
        assertThat(pollUntil(there, sid, "40/acme,{\"sid\":\"")).isNotNull();

        assertThat(there.post(sid, "42/acme,7[\"order placed\",{\"total\":2}]").body())
                .isEqualTo("ok");

        String answer = pollUntil(there, sid, "43/acme,7");
        JsonNode receipt =
                EngineClient.json(answer.substring("43/acme,7".length())).get(0);
        String kept = new String(kafka.read(Topics.EVENTS, 1).get(0).value(), UTF_8);
        assertThat(kept)
                .startsWith(
                        "{\"specversion\":\"1.0\",\"id\":\"" + receipt.get("id").textValue()
                                + "\",\"source\":\"/socket.io/ann\",\"type\":\"shop:order-placed\"")
                .endsWith("\"tenant\":\"acme\",\"datacontenttype\":\"application/json\",\"data\":{\"total\":2}}");
        assertThat(receipt.get("position").textValue()).matches("\\d+-\\d+");
    }

    @Test
    void cluster_36_upgrade_isOnTheOwnersSide() throws Exception {
        String sid = here.openSession();
        assertThat(there.post(sid, connect(LISTENER)).body()).isEqualTo("ok");
        CompletableFuture<HttpResponse<String>> poll = here.polling(sid);
        EngineWebSocket socket = there.upgrade(sid);
        assertThat(socket.answers("2probe", "3probe")).isTrue();
        poll.get(60, TimeUnit.SECONDS);
        socket.send("5");

        socket.send("42/acme,1[\"order placed\",1]");

        assertThat(textWith(socket, "43/acme,1")).contains("urn:logcast:problem:missing-role");
    }

    private static String connect(String token) {
        return "40/acme,{\"token\":\"" + token + "\"}";
    }

    /** The packet that begins so. */
    private static String pollUntil(EngineClient client, String sid, String beginning) throws Exception {
        for (int i = 0; i < 5; i++) {
            for (String packet : client.poll(sid).body().split("\u001e", -1)) {
                if (packet.startsWith(beginning)) {
                    return packet;
                }
            }
        }
        throw new AssertionError("no packet begins with " + beginning);
    }

    private static String textWith(EngineWebSocket socket, String beginning) throws InterruptedException {
        String text = socket.text();
        while (!text.startsWith(beginning)) {
            text = socket.text();
        }
        return text;
    }

    private static GatewayFixture gateway() {
        return GatewayFixture.start(Map.of(
                GatewayFixture.ENGINE,
                "none",
                "logcast.kafka.bootstrap-servers",
                kafka.bootstrapServers(),
                "logcast.gateway.socketio.ping-interval",
                "25s",
                "logcast.gateway.socketio.ping-timeout",
                "20s",
                "logcast.gateway.socketio.client-events",
                List.of(Map.of("name", "order placed", "type", "shop:order-placed"))));
    }

    private static void awaitReady(GatewayFixture gateway, GatewayFixture other) {
        Membership known = gateway.bean(Membership.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> known.find(other.bean(Membership.class).self()).isPresent()
                        && gateway.bean(TailReader.class).tail().isPresent());
    }
}
