package io.logcast.gateway.door;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.EngineMessage.Text;
import io.logcast.gateway.engineio.EngineSocket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Points 1 to 11 of the conformance list of Engine.IO, over the gateway's own port. */
final class EngineIoTest {

    /** A closing frame with the status 1009. */
    private static final String TOO_BIG = "\u0088\u0002\u0003\u00f1";

    private static GatewayFixture gateway;
    private static EchoApplication application;

    private final EngineClient client = new EngineClient(gateway.url("/"), 4);

    @BeforeAll
    static void start() {
        gateway = GatewayFixture.start(Map.of(
                "logcast.gateway.socketio.ping-interval", "25s", "logcast.gateway.socketio.ping-timeout", "20s"));
        application = gateway.bean(EchoApplication.class);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void engineIo_01_openPacketHasExactlyItsKeys() throws Exception {
        JsonNode polling = client.open();
        JsonNode webSocket = EngineClient.json(client.webSocket().text().substring(1));

        for (JsonNode open : List.of(polling, webSocket)) {
            assertThat(open.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
            assertThat(open.get("sid").textValue()).matches("[a-z0-9]{4,16}~[A-Za-z0-9_-]{20,}");
            assertThat(open.get("pingInterval").intValue()).isEqualTo(25_000);
            assertThat(open.get("pingTimeout").intValue()).isEqualTo(20_000);
            assertThat(open.get("maxPayload").intValue()).isEqualTo(1_000_000);
        }
        assertThat(polling.get("upgrades")).hasToString("[\"websocket\"]");
        assertThat(webSocket.get("upgrades")).hasToString("[]");
    }

    @Test
    void engineIo_02_missingOrUnknownVersionOrTransport_isRefused() throws Exception {
        assertRefused(client.get("transport=polling"), 5);
        assertRefused(client.get("EIO=abc&transport=polling"), 5);
        assertRefused(client.get("EIO=4"), 0);
        assertRefused(client.get("EIO=4&transport=abc"), 0);
        assertRefused(client.get("EIO=4&transport=websocket"), 3);
        for (String query :
                List.of("transport=websocket", "EIO=abc&transport=websocket", "EIO=4", "EIO=4&transport=abc")) {
            assertThatThrownBy(() -> client.webSocket(query)).isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void engineIo_03_handshakeByPost_andUnknownSession_areRefusedWithCors() throws Exception {
        String[] origin = {"Origin", "https://example.com"};
        List<HttpResponse<String>> answers = List.of(
                client.send("POST", "EIO=4&transport=polling", "", origin),
                client.send("PUT", "EIO=4&transport=polling", "", origin),
                client.send("GET", "EIO=4&transport=polling&sid=unknown", "", origin),
                client.send("POST", "EIO=4&transport=polling&sid=unknown", "4a", origin));

        assertThat(answers).extracting(EngineIoTest::code).containsExactly(2, 2, 1, 1);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        });
    }

    @Test
    void engineIo_04_payloads_goBothWays() throws Exception {
        String sid = client.openSession();
        String payload = "4hello\u001e4ünïcödé \uD83D\uDE00\u001ebAQIDBA==\u001e4";

        HttpResponse<String> posted = client.post(sid, payload);
        HttpResponse<String> polled = client.poll(sid);

        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(posted.body()).isEqualTo("ok");
        assertThat(posted.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(polled.body()).isEqualTo(payload);
        assertThat(polled.headers().firstValue("Content-Type")).contains("text/plain; charset=UTF-8");
        assertThat(client.post(sid, "no packet").statusCode()).isEqualTo(400);
        assertRefused(client.poll(sid), 1);
    }

    @Test
    void engineIo_04_octetsInVersion4_endTheSession() throws Exception {
        String sid = client.openSession();

        HttpResponse<String> answer = client.send(
                "POST", "EIO=4&transport=polling&sid=" + sid, "4a", "Content-Type", "application/octet-stream");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertRefused(client.poll(sid), 1);
    }

    @Test
    void engineIo_05_secondPoll_endsTheSession() throws Exception {
        String sid = client.openSession();
        CompletableFuture<HttpResponse<String>> first = waitingPoll(sid);

        assertThat(client.poll(sid).statusCode()).isEqualTo(400);
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(first.get().body()).isEqualTo("1");
        assertRefused(client.poll(sid), 1);
    }

    @Test
    void engineIo_05_secondPost_endsTheSession() throws Exception {
        String sid = client.openSession();
        try (RawConnection slow = RawConnection.to(gateway.port())) {
            slow.send(post(sid) + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            slow.until("100 Continue\r\n\r\n");

            assertThat(client.post(sid, "4a").statusCode()).isEqualTo(400);
            assertThat(slow.until("\r\n")).startsWith("HTTP/1.1 400 ");
        }
        assertRefused(client.poll(sid), 1);
    }

    @Test
    void engineIo_05_abortedPoll_endsTheSession() throws Exception {
        String sid = client.openSession();
        try (RawConnection poll = RawConnection.to(gateway.port())) {
            poll.send("GET /socket.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: a\r\n\r\n");
            awaitWritable(sid);
        }

        awaitClosed(sid, EngineCloseReason.TRANSPORT_ERROR);
        assertRefused(client.poll(sid), 1);
    }

    @Test
    void engineIo_07_goodbyeByPost_endsTheWaitingPoll() throws Exception {
        String sid = client.openSession();
        CompletableFuture<HttpResponse<String>> poll = waitingPoll(sid);

        assertThat(client.post(sid, "1").body()).isEqualTo("ok");

        assertThat(poll.get().body()).isEqualTo("6");
        awaitClosed(sid, EngineCloseReason.TRANSPORT_CLOSE);
        assertRefused(client.poll(sid), 1);
        assertRefused(client.post(sid, "4a"), 1);
    }

    @Test
    void engineIo_07_goodbyeByWebSocket_closesIt() throws Exception {
        EngineWebSocket socket = client.webSocket();
        socket.text();

        assertThat(socket.send("1").isOver()).isTrue();
    }

    @Test
    void engineIo_08_upgradeAmongAThousandEvents_losesAndDoublesNone() throws Exception {
        String sid = client.openSession();
        EngineSocket session = application.socket(sid);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendNumbers(session, 1000));
        List<String> received = new ArrayList<>(messages(client.poll(sid).body()));

        EngineWebSocket socket = client.upgrade(sid).send("2probe");
        assertThat(socket.text()).isEqualTo("3probe");
        for (String payload = ""; !payload.equals("6") && received.size() < 1000; ) {
            payload = client.poll(sid).body();
            received.addAll(messages(payload));
        }
        socket.send("5");
        while (received.size() < 1000) {
            received.addAll(messages(socket.text()));
        }

        sending.get();
        assertThat(received).isEqualTo(numbers(1000));
        assertThat(socket.send("4last").text()).as("nothing more").isEqualTo("4last");
    }

    @Test
    void engineIo_09_afterTheUpgrade_nothingElseMayUseTheSession() throws Exception {
        String sid = client.openSession();
        EngineWebSocket socket = client.upgrade(sid).send("2probe");
        assertThat(socket.text()).isEqualTo("3probe");
        socket.send("5").send("4a");
        assertThat(socket.text()).isEqualTo("4a");

        assertRefused(client.poll(sid), 3);
        assertRefused(client.post(sid, "4a"), 3);
        assertThat(client.upgrade(sid).isOver()).isTrue();
        assertThat(socket.send("4b").text()).isEqualTo("4b");
    }

    @Test
    void engineIo_09_failedProbe_leavesPollingAlive() throws Exception {
        String sid = client.openSession();
        EngineWebSocket probed = client.upgrade(sid).send("2probe");
        probed.text();
        assertThat(client.upgrade(sid).isOver())
                .as("a second candidate is refused")
                .isTrue();
        probed.abort();
        EngineWebSocket confused = probedOnceFree(sid).send("4what?");

        assertThat(confused.isOver()).isTrue();
        client.post(sid, "4still here");
        assertThat(client.poll(sid).body()).endsWith("4still here");
    }

    @Test
    void engineIo_10_tooLargeBody_isRefusedWithoutBeingRead() throws Exception {
        String sid = client.openSession();
        try (RawConnection announced = RawConnection.to(gateway.port());
                RawConnection chunked = RawConnection.to(gateway.port())) {
            announced.send(post(sid) + "Content-Length: 1000001\r\n\r\n");
            assertThat(announced.until("\r\n")).startsWith("HTTP/1.1 413 ");

            chunked.send(post(sid) + "Transfer-Encoding: chunked\r\n\r\n");
            String piece = "2710\r\n" + "a".repeat(10_000) + "\r\n";
            for (int i = 0; i < 101; i++) {
                chunked.send(piece);
            }
            assertThat(chunked.until("\r\n")).startsWith("HTTP/1.1 413 ");
        }
        String largest = "4" + "a".repeat(999_999);
        assertThat(client.post(sid, largest).statusCode()).isEqualTo(200);
        assertThat(client.poll(sid).body()).isEqualTo(largest);
    }

    @Test
    void engineIo_10_tooLargeMessage_closesTheWebSocket() throws Exception {
        try (RawConnection announced = RawConnection.webSocket(gateway.port(), "EIO=4&transport=websocket");
                RawConnection pieces = RawConnection.webSocket(gateway.port(), "EIO=4&transport=websocket")) {
            announced.frame(0x81, 1_000_001, new byte[0]);
            announced.until(TOO_BIG);

            byte[] half = "4".repeat(600_000).getBytes(US_ASCII);
            pieces.frame(0x01, half.length, half).frame(0x80, half.length, half);
            pieces.until(TOO_BIG);
        }
        String largest = "4" + "a".repeat(999_999);
        EngineWebSocket socket = client.webSocket();
        socket.text();
        assertThat(socket.send(largest).text()).isEqualTo(largest);
    }

    @Test
    void engineIo_11_slowAndPipelinedRequests_mixWithOtherRoutes() throws Exception {
        String sid = client.openSession();
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send(post(sid) + "Transfer-Encoding: chunked\r\n\r\n1\r\n4\r\n");
            connection.send("5\r\nhello\r\n").send("0\r\n\r\n");
            assertThat(connection.until("ok")).startsWith("HTTP/1.1 200 ");

            connection.send("GET /health/liveness HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /socket.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: a\r\n\r\n"
                    + post(sid) + "Content-Length: 6\r\n\r\n4again"
                    + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /socket.io?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.until("\"status\":\"UP\"}}}")).contains("HTTP/1.1 200 ");
            assertThat(connection.until("4hello")).contains("HTTP/1.1 200 ");
            assertThat(connection.until("ok")).contains("HTTP/1.1 200 ");
            assertThat(connection.until("\r\n\r\n")).contains("HTTP/1.1 404 ");
            assertThat(connection.until("4again")).contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void engineIo_11_http2_pollsAsWell_andAResetEndsTheSession() throws Exception {
        try (Http2Polling http2 = new Http2Polling(gateway.port())) {
            String opened = http2.get("EIO=4&transport=polling").answer();
            assertThat(opened).startsWith("200 0{");
            String sid = EngineClient.json(opened.substring(5)).get("sid").textValue();
            String session = "EIO=4&transport=polling&sid=" + sid;
            Http2Polling.Request poll = http2.get(session);
            assertThat(http2.send("POST", session, "4hello").answer()).isEqualTo("200 ok");
            assertThat(poll.answer()).isEqualTo("200 4hello");
            assertThat(http2.send("POST", session, "4" + "a".repeat(1_000_000)).answer())
                    .startsWith("413 ");

            Http2Polling.Request given = http2.get(session);
            awaitWritable(sid);
            given.cancel();
            awaitClosed(sid, EngineCloseReason.TRANSPORT_ERROR);
            assertThat(http2.get(session).answer()).startsWith("400 ");
        }
    }

    @Test
    void engineIo_11_upgradeBehindAnUnansweredRequest_isRefused() throws Exception {
        String sid = client.openSession();
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send("GET /socket.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
            awaitWritable(sid);
            client.post(sid, "4hello");

            assertThat(connection.until("4hello")).startsWith("HTTP/1.1 200 ");
            assertThat(connection.until("\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    /** Waits on the server already. */
    private CompletableFuture<HttpResponse<String>> waitingPoll(String sid) {
        CompletableFuture<HttpResponse<String>> poll = client.polling(sid);
        awaitWritable(sid);
        return poll;
    }

    /** The server has to notice first that the candidate before it is gone. */
    private EngineWebSocket probedOnceFree(String sid) throws InterruptedException {
        for (int attempt = 0; attempt < 1000; attempt++) {
            EngineWebSocket candidate = client.upgrade(sid);
            if (candidate.answers("2probe", "3probe")) {
                return candidate;
            }
        }
        throw new AssertionError("no further candidate is taken");
    }

    private static void awaitWritable(String sid) {
        EngineSocket session = application.socket(sid);
        Awaitility.await()
                .until(() -> session.loop().submit(session::isWritable).get());
    }

    private static void awaitClosed(String sid, EngineCloseReason reason) {
        Awaitility.await().until(() -> application.reason(sid) == reason);
    }

    private static void sendNumbers(EngineSocket session, int last) {
        try {
            for (String number : numbers(last)) {
                session.loop()
                        .submit(() -> session.send(List.of(Text.of(number))))
                        .get(60, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new CompletionException(e);
        }
    }

    private static List<String> numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
    }

    /** Without the packets that are none. */
    private static List<String> messages(String payload) {
        return Arrays.stream(payload.split("\u001e", -1))
                .filter(packet -> packet.startsWith("4"))
                .map(packet -> packet.substring(1))
                .toList();
    }

    private static String post(String sid) {
        return "POST /socket.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: a\r\n";
    }

    private static void assertRefused(HttpResponse<String> answer, int code) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(code);
    }

    private static int code(HttpResponse<String> answer) {
        return EngineClient.json(answer.body()).get("code").intValue();
    }
}
