package io.logcast.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.logcast.testkit.RedisFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real Redis, and messages as Node's sharded adapter publishes them. */
final class ShardDoorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String ALL = "socket.io#/axr#";
    private static final String ROOM = "socket.io#/axr#r#";
    private static final String NODE = "socket.io#/axr#0123456789abcdef#";

    private final Numbers numbers = this::publishNumbered;
    private RedisFixture redis;
    private RedisClient client;
    private StatefulRedisPubSubConnection<String, String> node;

    @BeforeEach
    void startRedis() throws IOException {
        redis = RedisFixture.create();
        redis.start();
        client = RedisClient.create(redis.uri().toString());
        node = client.connectPubSub();
    }

    @AfterEach
    void stopRedis() throws Exception {
        client.shutdown();
        redis.close();
    }

    @Test
    void messages_ofANamespaceAndOfItsRooms_reachTheirSockets() throws Exception {
        try (Gateway gateway = start(Route.DIRECT, new SharedLog(), "a")) {
            gateway.adapter.enter("/axr", "s1", "r");
            eventually(() -> counted(ROOM) == 1);
            publish(
                    ALL,
                    "{'type':3,'data':{'packet':{'type':2,'data':['m',1]},'opts':{'rooms':['a','b'],'except':['c'],"
                            + "'flags':{}}},'uid':'0123456789abcdef','nsp':'/axr'}");
            publish(ROOM, broadcast("'room'", "'r'"));
            publish(ALL, "{'type':4,'data':{'opts':{'rooms':['r'],'except':[]},'rooms':['x']},'uid':'1','nsp':'/axr'}");
            publish(ALL, "{'type':2,'uid':'1','nsp':'/axr'}");
            publish(ALL, broadcast("'m'", "").replace("/axr", "/other"));
            publish(ALL, "garbage");

            eventually(() -> gateway.count(Tally.UNREADABLE) == 1);
            assertThat(gateway.adapter.deeds())
                    .containsExactly("/axr [a, b] but [c] [\"m\",1]", "/axr [r] [\"room\"]", "join /axr [r] [x]");
            assertThat(gateway.count(Tally.IGNORED_REQUESTS)).isEqualTo(1);
            assertThat(gateway.count(Tally.MISDIRECTED)).isEqualTo(1);

            gateway.adapter.leave("s1");
            eventually(() -> counted(ROOM) == 0);
            assertThat(counted(ALL)).isEqualTo(1);
        }
        eventually(() -> counted(ALL) == 0);
    }

    @Test
    void questions_areAnsweredByEachThatIsCounted() throws Exception {
        List<String> answers = new CopyOnWriteArrayList<>();
        node.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void smessage(String channel, String message) {
                answers.add(message.replaceAll("\"logcast-\\w+\"", "*").replace('"', '\''));
            }
        });
        node.sync().ssubscribe(NODE);
        try (Gateway gateway = start(Route.DIRECT, new SharedLog(), "a")) {
            gateway.adapter.enter("/axr", "s1", "r");
            publish(ALL, question(7, "'opts':{'rooms':[],'except':[]}"));
            publish(ALL, question(9, "'packet':['hello']"));
            publish(ALL, question(3, "'packet':{'type':2,'data':['m']},'opts':{'rooms':[],'except':[]}"));

            eventually(() -> answers.size() == 3);
            assertThat(answers)
                    .containsExactly(
                            "{'type':8,'data':{'requestId':'q','sockets':[]},'uid':*,'nsp':'/axr'}",
                            "{'type':10,'data':{'requestId':'q','packet':null},'uid':*,'nsp':'/axr'}",
                            "{'type':11,'data':{'requestId':'q','clientCount':0},'uid':*,'nsp':'/axr'}");
            assertThat(gateway.adapter.deeds()).isEmpty();
        }
    }

    @Test
    void log_hasOnceWhatIsSaid_inRoomsOfAnyGateway_alsoWhenItsWriterGoes() throws Exception {
        SharedLog log = new SharedLog();
        try (Gateway one = start(Route.LOG, log, "one");
                Gateway two = start(Route.LOG, log, "two")) {
            eventually(() -> counted(ALL) == 2);
            publishNumbered(0, 1);
            eventually(() -> log.size() == 1);
            Gateway writer = one.logged().isEmpty() ? two : one;
            Gateway heir = writer == one ? two : one;
            heir.adapter.enter("/axr", "s1", "r");
            eventually(() -> counted(ROOM) == 2);

            publishNumbered(1, 300);
            writer.station.leave();
            int published = numbers.publishUntil(300, 600, () -> !heir.logged().isEmpty());

            eventually(() -> log.size() >= published);
            assertThat(log.texts()).containsExactlyElementsOf(numbered(published));
            assertThat(heir.logged()).isNotEmpty();
            assertThat(heir.adapter.deeds()).isEmpty();
        }
    }

    @Test
    void channels_areHeardAgain_afterTheConnectionWasCut_andByARedisThatIsNew() throws Exception {
        try (Gateway gateway = start(Route.LOG, new SharedLog(), "a")) {
            gateway.adapter.enter("/axr", "s1", "r");
            eventually(() -> counted(ROOM) == 1);

            cutOff();
            gateway.adapter.enter("/axr", "s2", "r2");
            eventually(() -> counted(ALL) == 1 && counted(ROOM) == 1 && counted("socket.io#/axr#r2#") == 1);

            redis.stop();
            eventually(() -> !gateway.isUp());
            gateway.adapter.enter("/axr", "s3", "r3");
            redis.start();
            eventually(() -> counted(ALL) == 1 && counted(ROOM) == 1 && counted("socket.io#/axr#r3#") == 1);
        }
    }

    @Test
    void redis_thatHasNoShardedChannels_isHeardAsEver_andAskedAgain() throws Exception {
        SharedLog log = new SharedLog();
        node.sync().aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.SSUBSCRIBE));
        RedisSettings settings = Gateway.settings(Mode.LISTEN, Route.LOG, List.of(), List.of("/axr"));
        try (Gateway gateway = Gateway.start(redis.uri(), settings, "a", log)) {
            eventually(() -> gateway.count(Tally.CONTROL) >= 2);
            node.sync().publish(ALL, "['emitter',{'type':2,'data':['m',0],'nsp':'/axr'},{}]".replace('\'', '"'));
            eventually(() -> log.size() == 1);
            assertThat(counted(ALL)).isZero();

            node.sync().aclSetuser("default", AclSetuserArgs.Builder.addCommand(CommandType.SSUBSCRIBE));
            eventually(() -> counted(ALL) == 1);
        }
    }

    private Gateway start(Route route, SharedLog log, String name) {
        RedisSettings settings = Gateway.settings(Mode.LISTEN, route, List.of(), List.of("/axr"));
        long before = counted(ALL);
        Gateway gateway = Gateway.start(redis.uri(), settings, name, log);
        eventually(() -> gateway.isUp() && counted(ALL) == before + 1);
        return gateway;
    }

    private void cutOff() {
        node.sync()
                .clientList()
                .lines()
                .filter(line -> line.contains(" ssub=") && !line.contains(" ssub=0"))
                .map(line -> Long.parseLong(line.replaceAll(".*\\bid=(\\d+) .*", "$1")))
                .forEach(id -> node.sync().clientKill(KillArgs.Builder.id(id)));
    }

    private long counted(String channel) {
        try {
            return node.sync().pubsubShardNumsub(channel).get(channel);
        } catch (RuntimeException e) {
            return -1;
        }
    }

    private void publishNumbered(int from, int until) {
        for (int i = from; i < until; i++) {
            publish(i % 2 == 0 ? ALL : ROOM, broadcast("'m'," + i, i % 2 == 0 ? "" : "'r'"));
        }
    }

    private void publish(String channel, String message) {
        node.sync().spublish(channel, message.replace('\'', '"'));
    }

    private static String broadcast(String event, String rooms) {
        return "{'type':3,'data':{'packet':{'type':2,'data':[" + event + "]},'opts':{'rooms':[" + rooms
                + "],'except':[],'flags':{}}},'uid':'0123456789abcdef','nsp':'/axr'}";
    }

    private static String question(int type, String data) {
        return "{'type':" + type + ",'data':{'requestId':'q'," + data + "},'uid':'0123456789abcdef','nsp':'/axr'}";
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "/axr " + (i % 2 == 0 ? "[]" : "[r]") + " [\"m\"," + i + "]")
                .toList();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }
}
