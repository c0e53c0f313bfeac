package io.logcast.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.engineio.EngineCloseReason;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What takes time: with a server that has little patience with whoever is silent, and one that may itself be late. */
final class EngineIoHeartbeatTest {

    private static GatewayFixture gateway;
    private static GatewayFixture patient;
    private static EchoApplication application;

    private final EngineClient client = new EngineClient(gateway.url("/"), 4);
    private final EngineClient late = new EngineClient(patient.url("/"), 4);
    private final EngineClient old = new EngineClient(gateway.url("/"), 3);

    @BeforeAll
    static void start() {
        gateway = start("2s");
        patient = start("20s");
        application = gateway.bean(EchoApplication.class);
    }

    private static GatewayFixture start(String patience) {
        return GatewayFixture.start(Map.of(
                "logcast.gateway.socketio.ping-interval", "1s",
                "logcast.gateway.socketio.ping-timeout", patience,
                "logcast.gateway.socketio.upgrade-timeout", "2s"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        patient.close();
    }

    @Test
    void engineIo_06_serverPings_andAnswersKeepTheSession() throws Exception {
        String sid = late.openSession();
        EngineWebSocket socket = late.webSocket();
        socket.text();

        for (int i = 0; i < 3; i++) {
            assertThat(late.poll(sid).body()).isEqualTo("2");
            late.post(sid, "3");
            assertThat(socket.text()).isEqualTo("2");
            socket.send("3");
        }
    }

    @Test
    void engineIo_06_noPong_closes() throws Exception {
        String sid = client.openSession();
        EngineWebSocket socket = client.webSocket();
        socket.text();

        assertThat(socket.text()).isEqualTo("2");
        assertThat(socket.isOver()).isTrue();
        Awaitility.await().until(() -> application.reason(sid) == EngineCloseReason.PING_TIMEOUT);
        assertThat(client.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void engineIo_06_clientPing_closes() throws Exception {
        String sid = client.openSession();
        EngineWebSocket socket = client.webSocket();
        socket.text();

        assertThat(client.post(sid, "2").statusCode()).isEqualTo(400);
        assertThat(socket.send("2").isOverButFor("2")).isTrue();
    }

    @Test
    void engineIo_06_version3_clientPings_andSilenceCloses() throws Exception {
        String sid = old.openSession();
        EngineWebSocket socket = old.webSocket();
        socket.text();

        for (int i = 0; i < 3; i++) {
            assertThat(old.post(sid, "1:2").statusCode()).isEqualTo(200);
            assertThat(old.poll(sid).body()).isEqualTo("1:3");
            assertThat(socket.send("2").text()).isEqualTo("3");
        }
        assertThat(socket.isOver()).isTrue();
        Awaitility.await().until(() -> application.reason(sid) == EngineCloseReason.PING_TIMEOUT);
    }

    @Test
    void engineIo_09_upgradeThatTakesTooLong_isGivenUp() throws Exception {
        String sid = late.openSession();
        EngineWebSocket candidate = late.upgrade(sid).send("2probe");
        assertThat(candidate.text()).isEqualTo("3probe");

        assertThat(candidate.isOver()).isTrue();
        late.post(sid, "4still here");
        assertThat(late.poll(sid).body()).contains("4still here");
    }
}
