package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.testkit.SocketIoRecorder;
import io.logcast.testkit.Tokens;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The points of socket.io that need no client of npm, on two gateways: these run everywhere. See clients/README.md for the rest. */
final class SocketIoPointsTest {

    private static final String SENDER = "event-sender";

    private static SocketIoGateways gateways;

    private final String tenant = "t-" + Long.toHexString(System.nanoTime());
    private final String namespace = "/" + tenant;
    private final String token = Tokens.DEFAULT.token(tenant, "ann");

    @BeforeAll
    static void start() throws Exception {
        gateways = SocketIoGateways.start(2, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        gateways.close();
    }

    @Test
    void socketIo_12_connect_answersSidAndPid() throws Exception {
        try (SocketIoRecorder client = open(0)) {
            JsonNode answer = json(client.enterAs(namespace, token));

            assertThat(answer.path("sid").asText()).matches("[\\w-]{20,}");
            assertThat(answer.path("pid").asText()).isNotEmpty();
        }
    }

    @Test
    void socketIo_13_unknownNamespace_isRefusedAndTheConnectionStays() throws Exception {
        try (SocketIoRecorder client = open(0)) {
            assertThat(client.enterAs("/no/such", token)).isEqualTo("44/no/such,{\"message\":\"Invalid namespace\"}");
            assertThat(client.enterAs(namespace, token)).startsWith("40" + namespace + ",");
        }
    }

    @Test
    void socketIo_13_brokenPackets_endThatConnectionAlone() throws Exception {
        try (SocketIoRecorder witness = open(0)) {
            witness.enterAs(namespace, token);
            for (String packet : List.of("abc", "42" + namespace + ",{}", "42/other,[\"x\"]", "4511-" + namespace)) {
                try (SocketIoRecorder client = open(0)) {
                    client.enterAs(namespace, token);
                    client.send(packet);
                    client.awaitClosed();
                }
            }
            publish("user/ann", 1);
            assertThat(number(witness.next())).isEqualTo(1);
        }
    }

    @Test
    void socketIo_14_noConnectWithinItsTime_closes() throws Exception {
        try (SocketIoRecorder client = open(0)) {
            client.awaitClosed();
        }
    }

    @Test
    void socketIo_15_leavingOneNamespace_keepsTheOther() throws Exception {
        String other = tenant + "-2";
        try (SocketIoRecorder client = open(0)) {
            client.enterAs(namespace, token);
            client.enterAs("/" + other, Tokens.DEFAULT.token(other, "ann"));
            client.send("41" + namespace + ",");
            publish("user/ann", 1);
            publish(other, "user/ann", 2);

            assertThat(client.next()).startsWith("42/" + other + ",").contains("\"n\":2");
        }
    }

    @Test
    void socketIo_17_eventsOfClients_arePublishedOrRefusedWithAnAnswer() throws Exception {
        try (SocketIoRecorder client = open(0)) {
            client.enterAs(namespace, Tokens.DEFAULT.token(tenant, "ann", SENDER));
            client.send("42" + namespace + ",1[\"shop:ordered\",{\"n\":1}]");
            assertThat(client.next())
                    .startsWith("43" + namespace + ",1[{\"id\":")
                    .contains("\"position\":");
            client.send("42" + namespace + ",2[\"never:configured\"]");
            assertThat(client.next()).startsWith("43" + namespace + ",2[{\"error\":");
        }
    }

    @Test
    void socketIo_23_refused_hearsNothing() throws Exception {
        try (SocketIoRecorder client = open(0)) {
            String stranger = Tokens.DEFAULT.token("stranger", "ann");
            client.enterAs("/stranger", stranger);
            assertThat(client.enterAs(namespace, stranger)).startsWith("44" + namespace + ",");
            client.send("40" + namespace + ",");
            assertThat(client.next()).startsWith("44" + namespace + ",");
            publish("user/ann", 1);
            publish("stranger", "user/ann", 2);

            assertThat(client.next()).startsWith("42/stranger,").contains("\"n\":2");
        }
    }

    @Test
    void socketIo_24_expiredToken_endsTheNamespace() throws Exception {
        try (SocketIoRecorder client = open(0)) {
            client.enterAs(namespace, Tokens.DEFAULT.token(Duration.ofSeconds(10), tenant, "ann"));
            assertThat(client.next()).isEqualTo("41" + namespace + ",");
        }
    }

    @Test
    void socketIo_36_sessionOfAnotherGateway_isForwarded() throws Exception {
        String sid = json(get(0, "").body()).path("sid").asText();

        HttpRequest.Builder post = request(1, "&sid=" + sid)
                .POST(HttpRequest.BodyPublishers.ofString("40" + namespace + ",{\"token\":\"" + token + "\"}"));
        assertThat(send(post).body()).isEqualTo("ok");
        assertThat(get(1, "&sid=" + sid).body()).startsWith("40" + namespace + ",{\"sid\"");
    }

    @Test
    void socketIo_36_forgedOwner_isUnknown() throws Exception {
        HttpResponse<String> answer = get(1, "&sid=zzzz9999~abcdefghijklmnopqrst");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
    }

    @Test
    void socketIo_37_recoveryOnAnotherGateway_isExact() throws Exception {
        Session session = brokenOff(3);
        try (SocketIoRecorder client = open(1)) {
            Recovered recovered = recover(client, session, session.offset());
            publish("user/ann", 5);

            assertThat(recovered.answer()).isEqualTo(session.answer());
            assertThat(recovered.missed()).containsExactly(2, 3, 4);
            assertThat(number(client.next())).isEqualTo(5);
        }
    }

    @Test
    void socketIo_38_pidOfSomebodyElse_isAFreshSession() throws Exception {
        Session session = brokenOff(1);
        try (SocketIoRecorder client = open(1)) {
            Session stolen = new Session(session.answer(), session.offset(), Tokens.DEFAULT.token(tenant, "bob"));
            Recovered recovered = recover(client, stolen, session.offset());

            assertThat(recovered.answer().path("sid"))
                    .isNotEqualTo(session.answer().path("sid"));
            assertThat(recovered.missed()).isEmpty();
        }
    }

    @Test
    void socketIo_39_pidWithoutOffset_recoversFromTheConnect() throws Exception {
        Session session = brokenOff(1);
        try (SocketIoRecorder client = open(1)) {
            assertThat(recover(client, session, null).missed()).containsExactly(1, 2);
        }
    }

    @Test
    void socketIo_40_halfOpenConnection_isTakenOver() throws Exception {
        try (SocketIoRecorder old = open(0);
                SocketIoRecorder client = open(1)) {
            JsonNode answer = json(old.enterAs(namespace, token));
            publish("user/ann", 1);
            Session session = new Session(answer, offset(old.next()), token);

            assertThat(recover(client, session, session.offset()).answer()).isEqualTo(answer);
            old.awaitClosed();
            publish("user/ann", 2);
            assertThat(number(client.next())).isEqualTo(2);
            assertThat(old.frames()).noneMatch(frame -> frame.contains("\"n\":2") || frame.startsWith("41"));
        }
    }

    private record Session(JsonNode answer, String offset, String token) {}

    private record Recovered(JsonNode answer, List<Integer> missed) {}

    /** A session that has got event 1 and is gone; so many events have come since that another gateway could replay them. */
    private Session brokenOff(int missed) throws Exception {
        try (SocketIoRecorder client = open(0);
                SocketIoRecorder witness = open(1)) {
            JsonNode answer = json(client.enterAs(namespace, token));
            publish("user/ann", 1);
            Session session = new Session(answer, offset(client.next()), token);
            client.close();
            witness.enterAs(namespace, token);
            for (int n = 2; n < 2 + missed; n++) {
                publish("user/ann", n);
            }
            String last = "\"n\":" + (1 + missed);
            witness.await(frame -> frame.contains(last));
            return session;
        }
    }

    private Recovered recover(SocketIoRecorder client, Session session, String offset) throws Exception {
        String pid = session.answer().path("pid").asText();
        client.send("40%s,{\"token\":\"%s\",\"pid\":\"%s\"%s}"
                .formatted(namespace, session.token(), pid, offset == null ? "" : ",\"offset\":\"" + offset + "\""));
        List<Integer> missed = new ArrayList<>();
        String frame = client.next();
        for (; frame.startsWith("42"); frame = client.next()) {
            missed.add(number(frame));
        }
        return new Recovered(json(frame), missed);
    }

    private static SocketIoRecorder open(int gateway) throws InterruptedException {
        return SocketIoRecorder.open(gateways.gateway(gateway).url("/"), "");
    }

    private void publish(String to, int number) throws Exception {
        publish(tenant, to, number);
    }

    private static void publish(String tenant, String to, int number) throws Exception {
        String event =
                "{\"namespace\":\"shop\",\"name\":\"ordered\",\"key\":\"k\",\"to\":\"%s\",\"payload\":{\"n\":%d}}"
                        .formatted(to, number);
        Services.assertStatus(
                202, gateways.gateway(0).publish(Tokens.DEFAULT.token(tenant, "publisher", SENDER), event));
    }

    private static HttpResponse<String> get(int gateway, String query) throws Exception {
        return send(request(gateway, query).GET());
    }

    private static HttpRequest.Builder request(int gateway, String query) {
        return HttpRequest.newBuilder(gateways.gateway(gateway).url("/socket.io/?EIO=4&transport=polling" + query));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    /** What follows type and namespace. */
    private static JsonNode json(String frame) throws MalformedJson {
        int object = frame.indexOf('{');
        int array = frame.indexOf('[');
        int start = array >= 0 && (object < 0 || array < object) ? array : object;
        return Json.parse(frame.substring(start).getBytes(UTF_8));
    }

    private static int number(String frame) throws MalformedJson {
        return json(frame).path(1).path("payload").path("n").asInt(-1);
    }

    private static String offset(String frame) throws MalformedJson {
        JsonNode event = json(frame);
        return event.path(event.size() - 1).asText();
    }
}
