package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.logcast.gateway.redis.RedisCounters;
import io.logcast.gateway.redis.RedisDoor;
import io.logcast.gateway.redis.Tally;
import io.logcast.json.Json;
import io.logcast.testkit.Tokens;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is well-formed but comes without end leaves nothing behind, and a good client beside it does not notice. */
final class HostileCrowdsTest {

    private static final int THREADS = 4;
    /** Kafka lives in this heap, too, and breathes. What a million names leave behind would be five times as much. */
    private static final long FLAT = 24L << 20;

    private static final int NAMES = 1_000_000;
    private static final int CONNECTIONS = 200;
    /** So many may be asked for at a time. */
    private static final int WINDOW = 100;

    private static Besieged besieged;
    private static final ExecutorService THREAD_POOL = Executors.newFixedThreadPool(THREADS);

    @BeforeAll
    static void start() throws Exception {
        // Who stays silent is found by the heartbeat, after which nothing is kept for it.
        besieged = Besieged.start(
                Map.of(SocketIoGateways.PREFIX + "connect-timeout", "20s", "logcast.gateway.first-request", "5s"));
    }

    @AfterAll
    static void stop() throws Exception {
        THREAD_POOL.shutdownNow();
        besieged.close();
    }

    @AfterEach
    void nobodyElseNotices() {
        besieged.assertUnharmed();
    }

    @Test
    void socketIo_16_aMillionRandomNames_leaveNothingBehind() throws Exception {
        askForNames(CONNECTIONS / 20, 0);
        long before = LiveHeap.bytes();
        askForNames(CONNECTIONS, 1);
        besieged.awaitPeace();
        LiveHeap.awaitLessThan(before + FLAT);
    }

    @Test
    void acceptance_6_wrongTokens_areRefused_andTheConnectionStays() throws Exception {
        List<String> tokens = List.of(
                "x",
                "x".repeat(100_000),
                "a.b.c",
                Tokens.DEFAULT.token(Duration.ofHours(-1), "acme", "mallory"),
                new Tokens("another-secret-that-has-more-than-32-bytes").token("acme", "mallory"),
                Tokens.DEFAULT.token("globex", "mallory"),
                "eyJhbGciOiJub25lIn0.eyJ0ZW5hbnQiOiJhY21lIiwic3ViIjoibSIsImV4cCI6OTk5OTk5OTk5OX0.");
        inParallel(20, connection -> {
            try (RawClient client = RawClient.webSocket(besieged.url(), "")) {
                for (int i = 0; i < 100; i++) {
                    client.sendText("40/acme,{\"token\":\"" + tokens.get(i % tokens.size()) + "\"}");
                    assertThat(client.readText()).startsWith("44/acme,{\"message\":");
                }
            }
        });
    }

    @Test
    void acceptance_6_sessionsThatAreOpenedAndAbandoned_leaveNothingBehind() throws Exception {
        abandon(20);
        long before = LiveHeap.bytes();
        abandon(1000);
        besieged.awaitPeace();
        LiveHeap.awaitLessThan(before + FLAT);
    }

    @Test
    void acceptance_6_handshakesThatTakeForEver_areClosed_andHoldUpNobody() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            slow.add(RawClient.connect(besieged.url()));
        }
        String request = slow.get(0).upgrade("");
        for (char next : request.substring(0, 60).toCharArray()) {
            slow.forEach(client -> client.send(String.valueOf(next)));
        }
        besieged.assertUnharmed();
        for (RawClient client : slow) {
            assertThat(client.awaitEndOfHttp()).isEmpty();
            client.close();
        }
    }

    @Test
    void acceptance_6_giantRoomLists_inRedis_areSkipped() throws Exception {
        long before = LiveHeap.bytes();
        try (RedisClient client =
                        RedisClient.create(RedisURI.create(besieged.gateways().redis()));
                StatefulRedisConnection<String, String> redis = client.connect()) {
            String key = "socket.io-request#/" + Besieged.TENANT + "#";
            for (int round = 0; round < 20; round++) {
                int first = round * 100_000;
                redis.sync().publish(key, request(2, Json.object(), first));
                redis.sync().publish(key, request(3, Json.object(), first));
                ObjectNode options = Json.object();
                rooms(options.putArray("rooms"), first);
                redis.sync().publish(key, request(2, options, first));
                redis.sync().publish(key, request(4, options, first));
                redis.sync().publish("socket.io#/" + Besieged.TENANT + "#", packet(options));
            }
            RedisCounters counters = besieged.gateway().bean(RedisDoor.class).counters();
            Awaitility.await().until(() -> counters.of(Tally.RECEIVED) >= 100 && counters.of(Tally.UNREADABLE) >= 100);
        }
        besieged.assertUnharmed();
        LiveHeap.awaitLessThan(before + FLAT);
    }

    private static String request(int type, ObjectNode options, int first) {
        ObjectNode request = Json.object().put("uid", "mallory").put("type", type);
        request.set("opts", options);
        rooms(request.putArray("rooms"), first);
        return request.toString();
    }

    private static String packet(ObjectNode options) {
        return "[\"mallory\",{\"type\":2,\"nsp\":\"/" + Besieged.TENANT + "\",\"data\":[\"x\"]}," + options + "]";
    }

    /** Near a megabyte, which a message may have. */
    private static void rooms(ArrayNode list, int first) {
        IntStream.range(first, first + 40_000).forEach(number -> list.add("r" + number));
    }

    private static void abandon(int sessions) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        inParallel(sessions, number -> {
            try (RawClient gone = RawClient.webSocket(besieged.url(), "");
                    RawClient silent = RawClient.connect(besieged.url())) {
                gone.sendText("40/acme,{\"token\":\"" + Tokens.DEFAULT.token("acme", "mallory") + "\"}");
                silent.send("GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            http.send(
                    HttpRequest.newBuilder(besieged.url().resolve("/socket.io/?EIO=4&transport=polling"))
                            .build(),
                    BodyHandlers.ofString());
        });
    }

    private static void askForNames(int connections, long seed) throws Exception {
        int names = NAMES / CONNECTIONS;
        inParallel(connections, number -> {
            try (RawClient client = RawClient.webSocket(besieged.url(), "")) {
                ask(client, new Random(seed << 32 | number), names);
            }
        });
    }

    /** Names of no tenant, of tenants that the client has no token for, and some that it enters and leaves. */
    private static void ask(RawClient client, Random random, int names) throws Exception {
        String core = Tokens.DEFAULT.token("core", "mallory");
        for (int asked = 0; asked < names; asked += WINDOW) {
            List<String> window = random.longs(WINDOW)
                    .mapToObj(number -> (number % 2 == 0 ? "/no/" : "/t-") + Long.toHexString(number))
                    .toList();
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            window.subList(1, WINDOW)
                    .forEach(name ->
                            frames.writeBytes(RawClient.frame(RawClient.TEXT, ("40" + name + ",").getBytes(US_ASCII))));
            client.send(frames.toByteArray());
            boolean enters = asked % (10 * WINDOW) == 0;
            client.sendText("40/t" + random.nextLong() + (enters ? ",{\"token\":\"" + core + "\"}" : ","));
            for (int i = 0; i < WINDOW; i++) {
                String answer = client.readText();
                if (answer.startsWith("40")) {
                    client.sendText("41" + answer.substring(2, answer.indexOf(',') + 1));
                } else {
                    assertThat(answer).startsWith("44/");
                }
            }
        }
    }

    private interface Step {

        void take(int number) throws Exception;
    }

    private static void inParallel(int times, Step step) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int number = i;
            all.add(THREAD_POOL.submit(() -> {
                step.take(number);
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }
}
