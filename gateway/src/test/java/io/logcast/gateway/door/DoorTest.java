package io.logcast.gateway.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.engineio.EngineServer;
import io.logcast.gateway.engineio.TransportName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything around a session: who may come in, by which door, and how it is counted. */
final class DoorTest {

    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";

    private static final Map<String, Object> SETTINGS = Map.of(
            GatewayFixture.ENGINE,
            "pump",
            "logcast.gateway.socketio.ping-interval",
            "25s",
            "logcast.gateway.socketio.ping-timeout",
            "20s",
            "logcast.gateway.socketio.paths",
            "/socket.io/,/push/v1",
            "logcast.gateway.socketio.eio3",
            "false",
            "logcast.gateway.socketio.cors.origins",
            "https://a.example,https://b.example",
            "logcast.gateway.socketio.cors.credentials",
            "true",
            "micronaut.server.cors.enabled",
            "true",
            "micronaut.server.cors.configurations.subscribers.allowed-origins",
            "https://c.example");

    private static GatewayFixture gateway;

    private final EngineClient client = new EngineClient(gateway.url("/"), 4);

    @BeforeAll
    static void start() {
        gateway = GatewayFixture.start(SETTINGS);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void preflight_isAnsweredWithoutAnyCheck() throws Exception {
        HttpResponse<String> answer = client.send(
                "OPTIONS",
                "t=abc",
                "",
                "Origin",
                "https://a.example",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("https://a.example");
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(answer, "Access-Control-Allow-Methods")).isEqualTo("GET,POST");
        assertThat(header(answer, "Access-Control-Allow-Headers")).isEqualTo("authorization,content-type");
        assertThat(header(answer, "Vary")).isEqualToIgnoringCase("origin");
    }

    @Test
    void listedOrigin_mayReadAnswersAndErrors() throws Exception {
        for (String query : List.of(POLLING, POLLING + "&sid=unknown")) {
            HttpResponse<String> answer = client.send("GET", query, "", "Origin", "https://b.example");

            assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("https://b.example");
            assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("true");
        }
    }

    @Test
    void otherOrigin_isForbidden_onWebSocketToo() throws Exception {
        for (String origin : List.of("https://c.example", "null", "https://a.example.evil", "http://a.example")) {
            HttpResponse<String> answer = client.send("GET", POLLING, "", "Origin", origin);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(EngineClient.json(answer.body()).get("code").intValue()).isEqualTo(4);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(upgradeFrom(origin)).startsWith("HTTP/1.1 403 ");
        }
        assertThat(upgradeFrom("https://a.example")).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void pageOfThisOrigin_mayComeIn() throws Exception {
        String own = gateway.url("/").toString().replaceAll("/$", "");

        assertThat(client.send("GET", POLLING, "", "Origin", own).statusCode()).isEqualTo(200);
        assertThat(upgradeFrom("http://a")).as("the host of the request").startsWith("HTTP/1.1 101 ");
    }

    @Test
    void authorizationThatIsNoToken_isNotTheDoorsAffair() throws Exception {
        String[] invalid = {"Authorization", "Bearer no-token"};

        assertThat(client.send("GET", POLLING, "", invalid).statusCode()).isEqualTo(200);
        assertThat(client.send("OPTIONS", POLLING, "", invalid).statusCode()).isEqualTo(204);
    }

    @Test
    void micronautsOwnCors_isLeftAlone() throws Exception {
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send("GET /health/liveness HTTP/1.1\r\nHost: a\r\nOrigin: https://c.example\r\n\r\n");

            assertThat(connection.until("\r\n\r\n").toLowerCase(Locale.ROOT))
                    .startsWith("http/1.1 200 ")
                    .contains("access-control-allow-origin: https://c.example");
        }
    }

    @Test
    void paths_areServedWithAndWithoutASlash_andNoOthers() throws Exception {
        assertThat(statusOf("GET /socket.io?" + POLLING)).isEqualTo(200);
        assertThat(statusOf("GET /push/v1/?" + POLLING)).isEqualTo(200);
        assertThat(statusOf("GET /push/v1?" + POLLING)).isEqualTo(200);
        assertThat(statusOf("GET /push?" + POLLING)).isEqualTo(404);
        assertThat(statusOf("GET /socket.io/socket.io.js")).isEqualTo(404);
        assertThat(statusOf("GET /socket.io/?" + POLLING + "&x=%zz")).isEqualTo(400);
    }

    @Test
    void version3_whenItIsOff_isRefused() throws Exception {
        HttpResponse<String> answer = client.get("EIO=3&transport=polling");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(EngineClient.json(answer.body()).get("code").intValue()).isEqualTo(5);
    }

    @Test
    void sidOfAnotherGateway_isUnknown() throws Exception {
        String foreign = "other~AAAAAAAAAAAAAAAAAAAAAAAA";

        assertThat(EngineClient.json(client.poll(foreign).body()).get("code").intValue())
                .isEqualTo(1);
        assertThat(EngineClient.json(client.post(foreign, "4a").body())
                        .get("code")
                        .intValue())
                .isEqualTo(1);
        assertThat(statusOf(upgrade(WEBSOCKET + "&sid=" + foreign, "13"))).isEqualTo(400);
    }

    @Test
    void brokenHandshakes_areRefused() throws Exception {
        assertThat(statusOf(upgrade(WEBSOCKET, "8"))).isEqualTo(400);
        assertThat(statusOf(upgrade(WEBSOCKET, "13") + "Content-Length: 1\r\n\r\nx"))
                .isEqualTo(400);
        assertThat(statusOf(upgrade(POLLING, "13")))
                .as("polling, and nothing else")
                .isEqualTo(200);
        assertThat(statusOf(upgrade(WEBSOCKET + "&sid=unknown", "13"))).isEqualTo(400);
    }

    @Test
    void upgradeAfterAnsweredRequests_isTaken_andNothingIsCompressed() throws Exception {
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send("GET /health/liveness HTTP/1.1\r\nHost: a\r\n\r\n");
            connection.until("UP\"}}}");
            connection.send(upgrade(WEBSOCKET, "13") + "Sec-WebSocket-Extensions: permessage-deflate\r\n"
                    + "Sec-WebSocket-Protocol: one, two\r\n\r\n");

            assertThat(connection.until("\r\n\r\n"))
                    .startsWith("HTTP/1.1 101 ")
                    .contains("Sec-WebSocket-Accept: ICX+Yqv66kxgM0FcWaLWlFLwTAI=")
                    .contains("Sec-WebSocket-Protocol: one\r\n")
                    .doesNotContain("permessage-deflate");
        }
    }

    @Test
    void framesSentRightBehindTheRequest_areNotLost() throws Exception {
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            byte[] head = (upgrade(WEBSOCKET, "13") + "\r\n").getBytes(UTF_8);
            byte[] frame = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '4', '2'};
            byte[] both = Arrays.copyOf(head, head.length + frame.length);
            System.arraycopy(frame, 0, both, head.length, frame.length);

            connection.send(both);

            connection.until("\r\n\r\n");
            assertThat(connection.until("41\u0081\u000242")).contains("\"sid\"");
        }
    }

    @Test
    void whatBreaksWebSocket_isClosedWithItsStatus() throws Exception {
        awaitClosing("\u0088\u0002\u0003\u00ea", 0x81, 1, '4'); // not masked
        awaitClosing("\u0088\u0002\u0003\u00ea", 0xC1, 0x81, 0, 0, 0, 0, '4'); // an extension that was not agreed upon
        awaitClosing("\u0088\u0000", 0x81, 0x82, 0, 0, 0, 0, '4', 0xFF); // not UTF-8
        awaitClosing("\u0088\u0000", 0x88, 0x80, 0, 0, 0, 0); // the client closes
    }

    @Test
    void ping_isAnsweredWithItsData() throws Exception {
        try (RawConnection socket = RawConnection.webSocket(gateway.port(), WEBSOCKET)) {
            socket.frame(0x89, 2, new byte[] {'h', 'i'});

            assertThat(socket.until("\u008a\u0002hi")).contains("\"sid\"");
        }
    }

    @Test
    void framesPastTheQueue_acrossAnUpgrade_areNeitherLostNorDoubled() throws Exception {
        // Connections are spread over the event loops: some of these have to be moved to the loop of their session.
        for (int session = 0; session < 8; session++) {
            String sid = client.openSession();
            client.post(sid, "43000");
            List<String> received = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                received.add(client.poll(sid).body());
            }

            EngineWebSocket socket = client.upgrade(sid).send("2probe");
            assertThat(socket.text()).isEqualTo("3probe");
            for (String payload = client.poll(sid).body();
                    !payload.equals("6");
                    payload = client.poll(sid).body()) {
                received.add(payload);
            }
            socket.send("5");
            while (received.size() < 3000) {
                received.add(socket.text());
            }

            assertThat(received)
                    .isEqualTo(IntStream.rangeClosed(1, 3000)
                            .mapToObj(n -> "4" + n)
                            .toList());
            socket.close();
        }
    }

    /** In a gateway of its own: those of the other tests may end at any moment. */
    @Test
    void sessions_areCountedByTransport() throws Exception {
        try (GatewayFixture own = GatewayFixture.start(SETTINGS)) {
            EngineServer engine = own.bean(EngineServer.class);
            EngineClient client = new EngineClient(own.url("/"), 4);
            String sid = client.openSession();
            EngineWebSocket direct = client.webSocket();
            Awaitility.await().until(() -> engine.sessions(TransportName.POLLING) == 1);
            Awaitility.await().until(() -> engine.sessions(TransportName.WEBSOCKET) == 1);

            EngineWebSocket upgraded = client.upgrade(sid).send("2probe").send("5");
            Awaitility.await().until(() -> engine.sessions(TransportName.WEBSOCKET) == 2);
            assertThat(engine.sessions(TransportName.POLLING)).isZero();
            direct.close();
            upgraded.abort();

            Awaitility.await().until(() -> engine.sessions(TransportName.WEBSOCKET) == 0);
        }
    }

    private static void awaitClosing(String frame, int... bytes) throws IOException {
        try (RawConnection socket = RawConnection.webSocket(gateway.port(), WEBSOCKET)) {
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            for (int next : bytes) {
                sent.write(next);
            }
            assertThat(socket.send(sent.toByteArray()).until(frame)).contains("\"sid\"");
        }
    }

    private static String upgradeFrom(String origin) throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            return connection
                    .send(upgrade(WEBSOCKET, "13") + "Origin: " + origin + "\r\n\r\n")
                    .until("\r\n");
        }
    }

    private static String upgrade(String query, String version) {
        return "GET /socket.io/?" + query + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: " + version + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
    }

    /** @param request without its end, or all of it */
    private static int statusOf(String request) throws IOException {
        String head = request.contains(" HTTP/1.1\r\n") ? request : request + " HTTP/1.1\r\nHost: a\r\n";
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send(head.contains("\r\n\r\n") ? head : head + "\r\n");
            return Integer.parseInt(connection.until("\r\n").split(" ", 3)[1]);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
