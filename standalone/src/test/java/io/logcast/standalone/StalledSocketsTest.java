package io.logcast.standalone;

import static io.logcast.standalone.SocketIoGateways.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.engineio.EngineServer;
import io.logcast.gateway.socketio.Flags;
import io.logcast.gateway.socketio.LocalAdapter;
import io.logcast.gateway.socketio.Selector;
import io.logcast.json.Json;
import io.logcast.testkit.SocketIoRecorder;
import io.logcast.testkit.Tokens;
import io.netty.buffer.PooledByteBufAllocator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Point 22: who takes nothing, on a WebSocket or by polling, delays nobody, costs little, is sent away, and misses nothing. */
final class StalledSocketsTest {

    private static final int CROWD = 500;
    private static final int EVENTS = 400;
    private static final String TOKEN = Tokens.DEFAULT.token("crowd", "ann");
    private static final String PUBLISHER = Tokens.DEFAULT.token("crowd", "publisher", "event-sender");
    private static final String CONNECT = "40/crowd,{\"token\":\"" + TOKEN + "\"}";
    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");
    private static final Pattern PID = Pattern.compile("\"pid\":\"([^\"]+)\"");
    private static final Pattern OFFSET = Pattern.compile(",\"([^\"]+)\"]$");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static SocketIoGateways gateways;

    @BeforeAll
    static void start() throws Exception {
        gateways = SocketIoGateways.start(
                1,
                Map.of(
                        PREFIX + "ping-timeout",
                        "6s",
                        PREFIX + "connect-timeout",
                        "30s",
                        "logcast.gateway.stall",
                        "3s",
                        "micronaut.server.netty.child-options.SO_SNDBUF",
                        32768));
    }

    @AfterAll
    static void stop() throws Exception {
        gateways.close();
    }

    @Test
    void socketIo_22_stalledOnes_delayNobody_areClosed_andRecoverEverything() throws Exception {
        try (SocketHorde crowd = new SocketHorde(url(), "/crowd", TOKEN).join(CROWD);
                RawClient dead = RawClient.webSocket(url(), "");
                RawClient deaf = RawClient.webSocket(url(), "");
                RawClient unread = RawClient.connect(url())) {
            List<Stalled> stalled = new ArrayList<>();
            String gone = openPolling();
            String pretender = openPolling();
            String answers = dead.sendText(CONNECT).readText();
            String deafPid = deaf.sendText(CONNECT).readText();
            String gonePid = poll(gone);
            String pretenderPid = poll(pretender);
            publish(1, 1);
            stalled.add(new Stalled(answers, event(dead.readText())));
            stalled.add(new Stalled(deafPid, event(deaf.readText())));
            stalled.add(new Stalled(gonePid, event(poll(gone))));
            stalled.add(new Stalled(pretenderPid, event(poll(pretender))));
            unread.send("GET /socket.io/?EIO=4&transport=polling&sid=" + gone + " HTTP/1.1\r\nHost: x\r\n\r\n");
            long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();

            for (int next = 2; next <= EVENTS; next += 20) {
                publish(next, Math.min(EVENTS, next + 19));
                deaf.sendText("3");
                post(pretender, "3");
            }
            crowd.awaitNumber(EVENTS);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
                            .isLessThan(64L << 20));
            awaitSessions(CROWD, () -> {
                deaf.sendText("3");
                post(pretender, "3");
            });

            for (Stalled one : stalled) {
                assertThat(recovered(one)).isEqualTo(expected());
            }
        }
    }

    @Test
    void socketIo_22_whatWaitsForAStalledOne_pastTheLog_isBounded() throws Exception {
        String token = Tokens.DEFAULT.token("past", "ann");
        try (SocketHorde crowd = new SocketHorde(url(), "/past", token).join(20);
                RawClient stalled = RawClient.webSocket(url(), "")) {
            stalled.sendText("40/past,{\"token\":\"" + token + "\"}").readText();
            long before = LiveHeap.bytes();
            for (int n = 1; n <= 400; n++) {
                broadcast(n);
                if (n % 10 == 0) {
                    crowd.awaitNumber(n);
                    stalled.sendText("3");
                }
            }
            awaitSessions(20, () -> {});
            LiveHeap.awaitLessThan(before + (16L << 20));
        }
    }

    /** What it was told when it came in, and the one event that it has read. */
    private record Stalled(String welcome, String event) {

        private String connect() {
            return CONNECT.replace(
                    "}", ",\"pid\":\"" + found(PID, welcome) + "\",\"offset\":\"" + found(OFFSET, event) + "\"}");
        }
    }

    private static List<String> recovered(Stalled one) throws Exception {
        try (SocketIoRecorder client = SocketIoRecorder.open(url(), "")) {
            client.send(one.connect());
            client.await(frame -> frame.startsWith("40/crowd,"));
            return client.frames().stream()
                    .skip(1)
                    .map(frame -> frame.startsWith("42") ? found(NUMBER, frame) : found(PID, frame))
                    .map(text -> text.equals(found(PID, one.welcome())) ? "CONNECT" : text)
                    .toList();
        }
    }

    private static List<String> expected() {
        List<String> all = new ArrayList<>(
                IntStream.rangeClosed(2, EVENTS).mapToObj(String::valueOf).toList());
        all.add("CONNECT");
        return all;
    }

    private static void broadcast(int number) {
        ArrayNode event = Json.object().arrayNode().add("x");
        event.addObject().put("n", number).put("filler", "x".repeat(10_000));
        gateways.gateway(0)
                .bean(LocalAdapter.class)
                .broadcast(new Selector("/past", Set.of(), Set.of()), event, Flags.NONE);
    }

    private static void publish(int first, int last) throws Exception {
        String events = IntStream.rangeClosed(first, last)
                .mapToObj(
                        n -> "{\"namespace\":\"a\",\"name\":\"b\",\"key\":\"k\",\"to\":\"user/ann\",\"payload\":{\"n\":"
                                + n + ",\"filler\":\"" + "x".repeat(1000) + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        Services.assertStatus(202, gateways.gateway(0).publish(PUBLISHER, events));
    }

    private static void awaitSessions(int count, Step meanwhile) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            meanwhile.take();
            return gateways.gateway(0).bean(EngineServer.class).sessions() == count;
        });
    }

    private interface Step {

        void take() throws Exception;
    }

    private static String event(String text) {
        assertThat(text).startsWith("42/crowd,").contains("\"n\":1,");
        return text;
    }

    private static String openPolling() throws Exception {
        String sid = found(Pattern.compile("\"sid\":\"([^\"]+)\""), get(""));
        post(sid, CONNECT);
        return sid;
    }

    /** Answers pings on the way. */
    private static String poll(String sid) throws Exception {
        String answer = get("&sid=" + sid);
        while (answer.equals("2")) {
            post(sid, "3");
            answer = get("&sid=" + sid);
        }
        return answer;
    }

    private static String get(String query) throws Exception {
        return HTTP.send(request(query).build(), BodyHandlers.ofString()).body();
    }

    private static void post(String sid, String body) throws Exception {
        HTTP.send(request("&sid=" + sid).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding());
    }

    private static HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(url().resolve("/socket.io/?EIO=4&transport=polling" + query));
    }

    private static URI url() {
        return gateways.gateway(0).url("/");
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
