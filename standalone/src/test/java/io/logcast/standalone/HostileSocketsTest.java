package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.Tokens;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What breaks the rules of a protocol ends its own connection, and a good client beside it does not notice. */
final class HostileSocketsTest {

    private static final String NAMESPACE = "/acme";
    private static final String TOKEN = Tokens.DEFAULT.token("acme", "mallory");
    private static final String CONNECT = "40" + NAMESPACE + ",{\"token\":\"" + TOKEN + "\"}";
    private static final int MAX_PAYLOAD = 1_000_000;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_BIG = 1009;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Besieged besieged;

    @BeforeAll
    static void start() throws Exception {
        besieged = Besieged.start(Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        besieged.awaitPeace();
        besieged.close();
    }

    @AfterEach
    void nobodyElseNotices() {
        besieged.assertUnharmed();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 4711})
    void acceptance_6_randomBytesAndTruncatedFrames_onWebSocket(long seed) throws Exception {
        LoggerFactory.getLogger(HostileSocketsTest.class).info("seed {}", seed);
        Random random = new Random(seed);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            RawClient client = open();
            clients.add(client);
            switch (random.nextInt(4)) {
                case 0 -> client.send(bytes(random, 1 + random.nextInt(2000)));
                case 1 -> client.send(RawClient.frame(RawClient.TEXT, bytes(random, random.nextInt(300))));
                case 2 -> client.send(RawClient.frame(RawClient.BINARY, bytes(random, random.nextInt(300))));
                default -> client.send(RawClient.frame(RawClient.TEXT, changed(random, CONNECT.getBytes(UTF_8))));
            }
            if (random.nextBoolean()) {
                byte[] frame = RawClient.frame(RawClient.TEXT, CONNECT.getBytes(UTF_8));
                client.send(Arrays.copyOf(frame, random.nextInt(frame.length)));
                client.shutOutput();
            }
        }
        for (RawClient client : clients) {
            client.awaitEnd();
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 20261121, 4712})
    void acceptance_6_randomBytesAndTruncatedPayloads_onPolling(long seed) throws Exception {
        LoggerFactory.getLogger(HostileSocketsTest.class).info("seed {}", seed);
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            String sid = openPolling(random.nextInt(3) == 0 ? 3 : 4);
            byte[] payload = (CONNECT + "\u001e42" + NAMESPACE + ",[\"x\",1]").getBytes(UTF_8);
            byte[] body = switch (random.nextInt(3)) {
                case 0 -> bytes(random, 1 + random.nextInt(2000));
                case 1 -> Arrays.copyOf(payload, random.nextInt(payload.length));
                default -> changed(random, payload);
            };
            HttpRequest.Builder post = request(sid).POST(BodyPublishers.ofByteArray(body));
            if (random.nextInt(4) == 0) {
                post.header("Content-Type", "application/octet-stream");
            }
            assertThat(send(post).statusCode()).isIn(200, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 20261121, 4713})
    void acceptance_6_randomRequests_areNoneOrRefused(long seed) throws Exception {
        LoggerFactory.getLogger(HostileSocketsTest.class).info("seed {}", seed);
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            try (RawClient client = RawClient.connect(besieged.url())) {
                byte[] request = client.upgrade("").getBytes(UTF_8);
                byte[] sent = random.nextBoolean() ? changed(random, request) : bytes(random, 300);
                client.send(Arrays.copyOf(sent, 1 + random.nextInt(sent.length)));
                client.shutOutput();
            }
        }
    }

    @Test
    void socketIo_13_elevenAttachments_end_tenAreTaken() throws Exception {
        try (RawClient client = entered()) {
            client.sendText("4510-" + NAMESPACE + ",1[\"x\"" + placeholders(10) + "]");
            for (int i = 0; i < 10; i++) {
                client.send(RawClient.frame(RawClient.BINARY, new byte[100]));
            }
            assertThat(client.readText()).startsWith("43" + NAMESPACE + ",1[{\"error\"");
        }
        assertEnds("4511-" + NAMESPACE + ",[\"x\"" + placeholders(11) + "]");
        assertEnds("452147483648-" + NAMESPACE + ",[\"x\"]");
    }

    @Test
    void socketIo_19_deepJson_endsBeyondItsLimit() throws Exception {
        try (RawClient client = entered()) {
            client.sendText("42" + NAMESPACE + ",1[\"x\"," + deep(499) + "]");
            assertThat(client.readText()).startsWith("43" + NAMESPACE + ",1[{\"error\"");
        }
        assertEnds("42" + NAMESPACE + ",[\"x\"," + deep(500) + "]");
        assertEnds("42" + NAMESPACE + ",[\"x\"," + deep(400_000) + "]");
        assertEnds("42" + NAMESPACE + ",[\"x\"," + "[".repeat(900_000));
        assertEnds("42" + NAMESPACE + ",[\"x\"," + "{\"a\":".repeat(190_000));
        try (RawClient client = open()) {
            byte[] msgpack = new byte[900_000];
            Arrays.fill(msgpack, (byte) 0x91);
            client.send(RawClient.frame(RawClient.BINARY, msgpack)).awaitEnd();
        }
    }

    @Test
    void acceptance_6_giantNames_end() throws Exception {
        assertEnds("42" + NAMESPACE + ",[\"" + "x".repeat(257) + "\"]");
        assertEnds("42" + NAMESPACE + ",[\"" + "x".repeat(900_000) + "\"]");
        assertEnds("40/" + "x".repeat(256) + ",");
        assertEnds("40/" + "☃".repeat(300_000) + ",");
        assertEnds("42" + NAMESPACE + ",[" + "9".repeat(900_000) + "]");
        assertEnds("42" + NAMESPACE + "," + "9".repeat(900_000) + "[\"x\"]");
        assertEnds("42" + NAMESPACE + ",[\"x\",{\"" + "n".repeat(900_000) + "\":1}]");
        try (RawClient client = RawClient.connect(besieged.url())) {
            client.send(client.upgrade("&" + "q".repeat(100_000) + "=1"));
            assertThat(client.awaitEndOfHttp()).matches("(?s)HTTP/1\\.[01] 4.*");
        }
    }

    @Test
    void acceptance_6_framesAgainstRfc6455_end() throws Exception {
        byte[] text = "3".getBytes(UTF_8);
        assertEndsWith(
                PROTOCOL_ERROR,
                List.of(
                        RawClient.frame(RawClient.TEXT, 0, 1, text),
                        RawClient.frame(RawClient.TEXT | 0x40, text),
                        RawClient.frame(0x83, text),
                        RawClient.frame(0x8B, text),
                        RawClient.frame(0x09, text),
                        RawClient.frame(0x89, new byte[126]),
                        RawClient.frame(RawClient.CONTINUATION | RawClient.END, text),
                        RawClient.frame(RawClient.TEXT, 0x80, Long.MIN_VALUE, text)));
    }

    @Test
    void socketIo_10_messageOverTheLimit_ends_whetherInOneFrameOrMany() throws Exception {
        byte[] begin = RawClient.frame(RawClient.BEGIN_TEXT, "4".getBytes(UTF_8));
        byte[] more = RawClient.frame(RawClient.CONTINUATION, new byte[MAX_PAYLOAD / 2]);
        assertEndsWith(
                TOO_BIG,
                List.of(
                        RawClient.frame(RawClient.TEXT, 0x80, Long.MAX_VALUE, new byte[0]),
                        RawClient.frame(RawClient.TEXT, 0x80, MAX_PAYLOAD + 1, new byte[0]),
                        joined(begin, more, more)));
    }

    /** Frames cost more than the bytes in them: a message of a million single ones must not, nor one of empty ones. */
    @Test
    void socketIo_10_messageOfTinyFrames_costsNoMoreThanItsBytes() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        long before = LiveHeap.bytes();
        byte[] empty = repeat(RawClient.frame(RawClient.CONTINUATION, new byte[0]), 100_000);
        byte[] tiny = repeat(RawClient.frame(RawClient.CONTINUATION, new byte[1]), 50_000);
        for (int i = 0; i < 20; i++) {
            RawClient client = entered();
            clients.add(client.send(RawClient.frame(RawClient.BEGIN_TEXT, "4".getBytes(UTF_8)))
                    .send(i % 2 == 0 ? empty : tiny));
        }
        LiveHeap.awaitLessThan(before + 20L * MAX_PAYLOAD);
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void socketIo_10_bodyOverTheLimit_is413() throws Exception {
        String sid = openPolling(4);
        assertThat(send(request(sid).POST(BodyPublishers.ofByteArray(new byte[MAX_PAYLOAD + 1])))
                        .statusCode())
                .isEqualTo(413);
        try (RawClient client = post(openPolling(4), "Content-Length: 9000000000")) {
            assertThat(client.head()).contains(" 413 ");
        }
    }

    @Test
    void socketIo_11_postWithoutEnd_isRefusedAtTheLimit() throws Exception {
        try (RawClient client = post(openPolling(4), "Transfer-Encoding: chunked")) {
            byte[] chunk = ("2710\r\n" + "x".repeat(10_000) + "\r\n").getBytes(UTF_8);
            for (int sent = 0; sent <= MAX_PAYLOAD; sent += 10_000) {
                client.send(chunk);
            }
            assertThat(client.head()).contains(" 413 ");
        }
    }

    @Test
    void socketIo_11_postThatNeverEnds_endsWithItsSession() throws Exception {
        try (RawClient client = post(openPolling(4), "Content-Length: 1000")) {
            client.send("4");
            assertThat(client.head()).contains(" 400 ");
        }
    }

    private static void assertEnds(String packet) throws Exception {
        try (RawClient client = entered()) {
            client.sendText(packet).awaitEnd();
        }
    }

    /** At the same time: the server waits a little for an answer to its closing frame. */
    private static void assertEndsWith(int status, List<byte[]> frames) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (byte[] frame : frames) {
            clients.add(entered().send(frame));
        }
        for (RawClient client : clients) {
            assertThat(client.awaitEnd()).isEqualTo(status);
            client.close();
        }
    }

    private static RawClient open() throws Exception {
        return RawClient.webSocket(besieged.url(), "");
    }

    private static RawClient entered() throws Exception {
        RawClient client = open().sendText(CONNECT);
        assertThat(client.readText()).startsWith("40" + NAMESPACE + ",{\"sid\"");
        return client;
    }

    private static String openPolling(int protocol) throws Exception {
        String open = send(HttpRequest.newBuilder(
                        besieged.url().resolve("/socket.io/?transport=polling&EIO=" + protocol)))
                .body();
        return open.replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
    }

    private static RawClient post(String sid, String header) throws Exception {
        return RawClient.connect(besieged.url())
                .send("POST /socket.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: x\r\n" + header
                        + "\r\n\r\n");
    }

    private static HttpRequest.Builder request(String sid) {
        return HttpRequest.newBuilder(besieged.url().resolve("/socket.io/?EIO=4&transport=polling&sid=" + sid));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String placeholders(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(",{\"_placeholder\":true,\"num\":").append(i).append('}');
        }
        return all.toString();
    }

    private static String deep(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] changed(Random random, byte[] original) {
        byte[] changed = original.clone();
        for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private static byte[] repeat(byte[] one, int times) {
        return joined(Collections.nCopies(times, one).toArray(byte[][]::new));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
