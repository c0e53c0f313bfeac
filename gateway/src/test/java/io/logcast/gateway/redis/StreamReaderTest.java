package io.logcast.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.logcast.testkit.RedisFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real Redis, and entries as Node's streams adapter writes them. */
final class StreamReaderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String STREAM = "socket.io";

    private RedisFixture redis;
    private RedisClient client;
    private RedisCommands<String, String> commands;
    private int started;

    @BeforeEach
    void startRedis() throws IOException {
        redis = RedisFixture.create();
        redis.start();
        client = RedisClient.create(redis.uri().toString());
        commands = client.connect().sync();
    }

    @AfterEach
    void stopRedis() throws Exception {
        client.shutdown();
        redis.close();
    }

    @Test
    void entries_reachTheirSockets_fromNowOn_alsoOfAnotherStream() throws Exception {
        add("3", "{'packet':{'type':2,'data':['before']},'opts':{'rooms':[],'except':[],'flags':{}}}");
        try (Gateway gateway = start(Route.DIRECT, new SharedLog(), STREAM, "second")) {
            add("3", "{'packet':{'type':2,'data':['m',1]},'opts':{'rooms':['a','b'],'except':['c'],'flags':{}}}");
            add("3", "{'packet':{'type':2,'data':['v']},'opts':{'rooms':[],'except':[],'flags':{'volatile':true}}}");
            add("4", "{'opts':{'rooms':['a'],'except':[]},'rooms':['b']}");
            add("5", "{'opts':{'rooms':['a'],'except':[]},'rooms':['b']}");
            add("6", "{'opts':{'rooms':['a'],'except':[]},'close':true}");
            add("2", null);
            eventually(() -> gateway.adapter.deeds().size() == 5);
            addTo("second", "3", "{'packet':{'type':2,'data':['s']},'opts':{'rooms':[],'except':[],'flags':{}}}");
            eventually(() -> gateway.adapter.deeds().size() == 6);

            assertThat(gateway.adapter.deeds())
                    .containsExactly(
                            "/axr [a, b] but [c] [\"m\",1]",
                            "volatile /axr [] [\"v\"]",
                            "join /axr [a] [b]",
                            "leave /axr [a] [b]",
                            "close /axr [a]",
                            "/axr [] [\"s\"]");
            assertThat(gateway.count(Tally.IGNORED_REQUESTS)).isEqualTo(1);
        }
    }

    @Test
    void garbage_isSkipped_andCounted() throws Exception {
        try (Gateway gateway = start(Route.DIRECT, new SharedLog(), STREAM)) {
            commands.xadd(STREAM, Map.of("order", "7"));
            add("3", "{'packet':");
            add("3", "no Base64");
            add("3", "{'packet':{'type':2,'data':['disconnect']},'opts':{}}");
            add("3", "x".repeat(100_001));
            addNumbered(0, 1);

            eventually(() -> gateway.count(Tally.DIRECT) == 1);
            assertThat(gateway.count(Tally.UNREADABLE)).isEqualTo(4);
            assertThat(gateway.count(Tally.TOO_LARGE)).isEqualTo(1);
        }
    }

    @Test
    void log_lacksAndDoublesNothing_whenItsWriterGoes_andWhenTheNextOneDies() throws Exception {
        SharedLog log = new SharedLog();
        Gateway one = start(Route.LOG, log, STREAM);
        Gateway two = start(Route.LOG, log, STREAM);
        addNumbered(0, 500);
        eventually(() -> log.size() == 500);
        Gateway first = one.logged().isEmpty() ? two : one;
        Gateway second = first == one ? two : one;
        assertThat(second.logged()).isEmpty();

        addNumbered(500, 1_000);
        first.close();
        addNumbered(1_000, 2_000);
        eventually(() -> log.size() >= 2_000);
        try (Gateway third = start(Route.LOG, log, STREAM)) {
            addNumbered(2_000, 2_500);
            second.kill();
            // So long its lease would last otherwise.
            commands.del("socket.io-logcast-writer");
            addNumbered(2_500, 3_000);

            eventually(() -> log.size() >= 3_000);
            assertThat(log.texts()).containsExactlyElementsOf(numbered(3_000));
            assertThat(third.logged()).isNotEmpty();
            assertThat(third.adapter.deeds()).isEmpty();
        }
    }

    @Test
    void log_getsWhatWasAdded_whileNoGatewayWasThere() throws Exception {
        SharedLog log = new SharedLog();
        Gateway gone = start(Route.LOG, log, STREAM);
        addNumbered(0, 500);
        eventually(() -> log.size() == 500);
        gone.close();
        addNumbered(500, 1_000);
        add("3", "{'packet':{'type':2,'data':['v']},'opts':{'rooms':[],'except':[],'flags':{'volatile':true}}}");

        try (Gateway successor = start(Route.LOG, log, STREAM)) {
            addNumbered(1_000, 1_500);

            eventually(() -> log.size() >= 1_500);
            assertThat(log.texts()).containsExactlyElementsOf(numbered(1_500));
            assertThat(successor.count(Tally.PAST)).isEqualTo(1);
            assertThat(successor.adapter.deeds()).isEmpty();
        }
    }

    @Test
    void reader_thatIsCutOff_goesOnWhereItWas() throws Exception {
        try (Gateway gateway = start(Route.DIRECT, new SharedLog(), STREAM)) {
            for (int i = 0; i < 600; i++) {
                addNumbered(i, i + 1);
                if (i % 200 == 100) {
                    readers().forEach(id -> commands.clientKill(KillArgs.Builder.id(id)));
                }
            }

            eventually(() -> gateway.adapter.deeds().size() >= 600);
            assertThat(gateway.adapter.deeds()).containsExactlyElementsOf(numbered(600));
        }
    }

    @Test
    void redis_thatComesBackWithNothing_isReadFromItsBeginning() throws Exception {
        try (Gateway gateway = start(Route.DIRECT, new SharedLog(), STREAM)) {
            addNumbered(0, 1);
            eventually(() -> gateway.adapter.deeds().size() == 1);

            redis.stop();
            eventually(() -> !gateway.isUp());
            redis.start();
            eventually(() -> gateway.isUp() && isUp() && !readers().isEmpty());
            // Lower than what was read of the other one.
            addNumbered(1, 3, i -> new XAddArgs().id(i + "-1"));

            eventually(() -> gateway.adapter.deeds().size() >= 3);
            assertThat(gateway.adapter.deeds()).containsExactlyElementsOf(numbered(3));
        }
    }

    private Gateway start(Route route, SharedLog log, String... streams) {
        RedisSettings settings = Gateway.settings(Mode.LISTEN, route, List.of(streams), List.of());
        int readersBefore = readers().size();
        Gateway gateway = Gateway.start(redis.uri(), settings, "gateway-" + ++started, log);
        eventually(() -> gateway.isUp() && readers().size() > readersBefore);
        return gateway;
    }

    private boolean isUp() {
        try {
            return commands.ping().equals("PONG");
        } catch (RuntimeException e) {
            return false;
        }
    }

    private List<Long> readers() {
        return commands.clientList()
                .lines()
                .filter(line -> line.contains(" cmd=xread "))
                .map(line -> Long.parseLong(line.replaceAll(".*\\bid=(\\d+) .*", "$1")))
                .toList();
    }

    private void add(String type, String data) {
        addTo(STREAM, type, data);
    }

    private void addTo(String stream, String type, String data) {
        addTo(stream, type, data, new XAddArgs());
    }

    private void addTo(String stream, String type, String data, XAddArgs id) {
        Map<String, String> head = Map.of("uid", "0123456789abcdef", "nsp", "/axr", "type", type);
        if (data == null) {
            commands.xadd(stream, id, head);
        } else {
            Map<String, String> all = new HashMap<>(head);
            all.put("data", data.replace('\'', '"'));
            commands.xadd(stream, id, all);
        }
    }

    private void addNumbered(int from, int until) {
        addNumbered(from, until, i -> new XAddArgs());
    }

    private void addNumbered(int from, int until, IntFunction<XAddArgs> id) {
        for (int i = from; i < until; i++) {
            String data = "{'packet':{'type':2,'data':['m'," + i + "]},'opts':{'rooms':[],'except':[],'flags':{}}}";
            addTo(STREAM, "3", data, id.apply(i));
        }
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "/axr [] [\"m\"," + i + "]")
                .toList();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }
}
