package io.logcast.gateway.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients of Socket.IO 2 speak. */
final class EngineIo3Test {

    private static final String POLLING = "EIO=3&transport=polling";

    private static GatewayFixture gateway;

    private final EngineClient client = new EngineClient(gateway.url("/"), 3);

    @BeforeAll
    static void start() {
        gateway = GatewayFixture.start(Map.of("logcast.gateway.socketio.ping-interval", "25s"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void polling_goesBothWays_inCharactersOfJavaScript() throws Exception {
        String sid = sidOf(client.get(POLLING + "&b64=1").body());
        String payload = "6:4hello10:b4AQIDBA==4:4é\uD83D\uDE00";

        assertThat(client.post(sid, payload).body()).isEqualTo("ok");

        assertThat(client.poll(sid).body()).isEqualTo(payload);
    }

    @Test
    void binary_toAClientThatCanReadIt_isBytes() throws Exception {
        String sid = client.openSession();
        byte[] posted = {1, 5, (byte) 255, 4, 1, 2, 3, 4};

        client.send("POST", POLLING + "&sid=" + sid, new String(posted, ISO_8859_1), "Content-Type", "text/plain");
        HttpResponse<String> refused = client.poll(sid);
        assertThat(refused.statusCode()).as("bytes sent as text").isEqualTo(400);

        sid = client.openSession();
        client.post(sid, "10:b4AQIDBA==");
        HttpResponse<String> polled = client.poll(sid);
        assertThat(polled.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(polled.body()).endsWith("\u0004\u0001\u0002\u0003\u0004");
    }

    @Test
    void webSocket_binaryBeginsWithItsType() throws Exception {
        EngineWebSocket socket = client.webSocket();
        socket.text();

        assertThat(socket.send(new byte[] {4, 1, 2}).binary()).containsExactly(4, 1, 2);
        assertThat(socket.send(new byte[] {1, 2}).isOver()).isTrue();
    }

    @Test
    void upgrade_isThatOfVersion4() throws Exception {
        String sid = client.openSession();
        EngineWebSocket socket = client.upgrade(sid).send("2probe");

        assertThat(socket.text()).isEqualTo("3probe");
        assertThat(client.poll(sid).body()).isEqualTo("1:6");
        assertThat(socket.send("5").send("4a").text()).isEqualTo("4a");
    }

    @Test
    void scriptPolling_answersScripts_andReadsForms() throws Exception {
        String opened = client.get(POLLING + "&j=7").body();
        assertThat(opened).startsWith("___eio[7](\"").endsWith("\");");
        String sid = sidOf(
                EngineClient.json(opened.substring(10, opened.length() - 2)).textValue());

        client.send(
                "POST",
                POLLING + "&j=7&sid=" + sid,
                "d=10%3A4a%22%E2%80%A8%5Cnb%5C%5Cnc%2B",
                "Content-Type",
                "application/x-www-form-urlencoded");
        HttpResponse<String> polled = client.get(POLLING + "&j=0;alert()&sid=" + sid);

        assertThat(polled.body()).isEqualTo("___eio[0](\"10:4a\\\"\\u2028\\nb\\\\nc+\");");
        assertThat(polled.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
    }

    private static String sidOf(String payload) {
        JsonNode open = EngineClient.json(payload.substring(payload.indexOf(':') + 2));
        return open.get("sid").textValue();
    }
}
