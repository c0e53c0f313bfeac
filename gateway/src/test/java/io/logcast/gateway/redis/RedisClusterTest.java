package io.logcast.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lettuce.core.RedisClient;
import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.logcast.gateway.socketio.Flags;
import io.logcast.gateway.socketio.Selector;
import io.logcast.testkit.RedisFixture;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three gateways, two of which have sockets, on one Redis; Node's servers speak the same. */
final class RedisClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Selector ALL = new Selector("/axr", Set.of(), Set.of());

    private RedisFixture redis;
    private Gateway one;
    private Gateway two;
    private Gateway empty;

    @BeforeEach
    void start() throws Exception {
        redis = RedisFixture.create();
        redis.start();
        one = peer("one");
        two = peer("two");
        empty = peer("empty");
        one.adapter.enter("/axr", "s1", "a");
        two.adapter.enter("/axr", "s2", "a", "b");
        // Each must be counted and heard before one of them asks.
        await().atMost(PATIENCE).until(() -> {
            one.door.cluster().orElseThrow().serverSideEmit("/axr", event("ready?"));
            two.door.cluster().orElseThrow().serverSideEmit("/axr", event("ready?"));
            return !one.heard.isEmpty() && !two.heard.isEmpty();
        });
    }

    @AfterEach
    void stop() throws Exception {
        one.close();
        two.close();
        empty.close();
        redis.close();
    }

    @Test
    void redis_33_sockets_areThoseOfAllServers_withoutTheirSecrets() throws Exception {
        List<RemoteSocket> sockets = get(one.door.cluster().orElseThrow().fetchSockets(ALL));

        assertThat(sockets).extracting(RemoteSocket::id).containsExactlyInAnyOrder("s1", "s2");
        assertThat(sockets).allSatisfy(socket -> {
            assertThat(socket.handshake().toString())
                    .isEqualTo("{\"headers\":{\"origin\":\"http://shop\"},"
                            + "\"time\":\"Sat Nov 21 2026 15:04:05 GMT+0000 (Coordinated Universal Time)\","
                            + "\"address\":\"10.0.0.7\",\"xdomain\":true,\"secure\":false,\"issued\":1795273445006,"
                            + "\"url\":\"/socket.io/\",\"query\":"
                            + socket.handshake().get("query")
                            + ",\"auth\":{}}");
            assertThat(socket.handshake().toString()).doesNotContain("SECRET");
        });
    }

    @Test
    void redis_33_rooms_areThoseOfAllServers() throws Exception {
        assertThat(get(one.door.cluster().orElseThrow().allRooms("/axr")))
                .containsExactlyInAnyOrder("s1", "s2", "a", "b");
    }

    @Test
    void redis_33_answers_areThoseOfAllClients() throws Exception {
        List<JsonNode> answers = get(one.door.cluster().orElseThrow().broadcastWithAck(ALL, event("who?")));

        assertThat(answers).extracting(JsonNode::textValue).containsExactlyInAnyOrder("s1", "s2");
    }

    @Test
    void redis_33_serverSideEvent_isAnsweredByTheOthers() throws Exception {
        List<JsonNode> answers = get(one.door.cluster().orElseThrow().serverSideEmitWithAck("/axr", event("hi")));

        assertThat(answers).extracting(JsonNode::textValue).containsExactly("two heard hi");
        assertThat(one.heard).doesNotContain("/axr [\"hi\"]");
    }

    @Test
    void redis_33_sockets_areMovedOnAllServers() {
        RedisCluster cluster = one.door.cluster().orElseThrow();

        cluster.join(new Selector("/axr", Set.of("a"), Set.of("b")), Set.of("c"));
        cluster.leave(ALL, Set.of("a"));
        cluster.disconnect(ALL, true);

        for (Gateway gateway : List.of(one, two)) {
            await().atMost(PATIENCE).until(() -> gateway.adapter.deeds().size() == 3);
            assertThat(gateway.adapter.deeds())
                    .containsExactly("join /axr [a] but [b] [c]", "leave /axr [] [a]", "close /axr []");
        }
    }

    @Test
    void redis_33_packet_isDeliveredOnceOnEachServer() {
        one.door
                .cluster()
                .orElseThrow()
                .broadcast(new Selector("/axr", Set.of("a"), Set.of()), event("m"), Flags.VOLATILE);

        await().atMost(PATIENCE).until(() -> two.adapter.deeds().size() == 1 && one.count(Tally.OWN) == 1);
        assertThat(one.adapter.deeds()).containsExactly("volatile /axr [a] [\"m\"]");
        assertThat(two.adapter.deeds()).containsExactly("volatile /axr [a] [\"m\"]");
    }

    @Test
    void redis_33_serverWithoutSockets_asksToo_andIsNotCounted() throws Exception {
        RedisCluster cluster = empty.door.cluster().orElseThrow();

        assertThat(get(cluster.fetchSockets(ALL))).hasSize(2);
        assertThat(get(cluster.broadcastWithAck(ALL, event("who?")))).hasSize(2);
        assertThat(get(cluster.serverSideEmitWithAck("/axr", event("hi")))).hasSize(2);
        assertThat(get(cluster.fetchSockets(new Selector("/nobody", Set.of(), Set.of()))))
                .isEmpty();
    }

    @Test
    void redis_34_question_fails_whenAServerSubscribesAndIsMute() {
        RedisClient mute = RedisClient.create(redis.uri().toString());
        try {
            mute.connectPubSub().sync().subscribe("socket.io-request#/axr#");

            assertThatThrownBy(() -> get(one.door.cluster().orElseThrow().allRooms("/axr")))
                    .hasRootCauseInstanceOf(TimeoutException.class)
                    .hasMessageContaining("1 of 2 answers");
        } finally {
            mute.shutdown();
        }
    }

    private Gateway peer(String name) {
        return Gateway.start(redis.uri(), Gateway.settings(Mode.PEER, Route.DIRECT), name);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static ArrayNode event(String name) {
        return JsonNodeFactory.instance.arrayNode().add(name);
    }
}
