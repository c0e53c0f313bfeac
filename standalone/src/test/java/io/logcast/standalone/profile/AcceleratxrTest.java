package io.logcast.standalone.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.redis.RedisCounters;
import io.logcast.gateway.redis.RedisDoor;
import io.logcast.gateway.redis.Tally;
import io.logcast.json.Json;
import io.logcast.standalone.NodeClients;
import io.logcast.standalone.NodeClients.Reports;
import io.logcast.standalone.Services;
import io.logcast.standalone.SocketIoGateways;
import io.logcast.testkit.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The acceptance list of AcceleratXR's push service, with npm's clients and emitters: what is checked is in
 * {@code clients/profiles/acceleratxr/checks.mjs}. Two gateways are a cluster, a third one has another prefix in Redis.
 */
final class AcceleratxrTest {

    /** Not the secret of Logcast's own tokens. */
    private static final String SECRET = "what-the-services-of-acceleratxr-sign-their-tokens-with";

    private static final int LOOPS = 2 * Runtime.getRuntime().availableProcessors();

    /** So many that some must share an event loop. */
    private static final int SOCKETS = 2 * LOOPS;

    private static SocketIoGateways gateways;
    private static Reports checks;
    private static Reports pushes;

    @BeforeAll
    static void start() throws Exception {
        Map<String, Object> listening =
                door(Map.of("logcast.redis.mode", "listen", "logcast.redis.streams", "socket.io"));
        gateways = SocketIoGateways.start(1, listening);
        Map<String, Object> manySockets = new HashMap<>(listening);
        manySockets.put("logcast.profiles.acceleratxr.push.max-sockets", SOCKETS);
        gateways.add(manySockets);
        gateways.add(door(Map.of(
                "logcast.redis.mode",
                "peer",
                "logcast.redis.key",
                "myapp",
                "logcast.redis.emitter",
                "direct",
                "logcast.redis.streams",
                "myapp-0,myapp-1",
                SocketIoGateways.PREFIX + "cors.origins",
                "*",
                SocketIoGateways.PREFIX + "cors.credentials",
                false)));
        checks = NodeClients.run("profiles/acceleratxr/checks", staying());
        pushes = NodeClients.run("profiles/acceleratxr/push", staying());
    }

    @AfterAll
    static void stop() throws Exception {
        gateways.close();
    }

    @Test
    void acceleratxr_01_emitterReachesClientsOf4AndOf2Once() throws Exception {
        checks.assertItem("acceleratxr_01");
    }

    @Test
    void acceleratxr_02_userIsReachedOnEveryNode() throws Exception {
        checks.assertItem("acceleratxr_02");
    }

    @TestFactory
    Stream<DynamicTest> acceleratxr_03_everyEmitterAndWhateverItSends() throws Exception {
        return NodeClients.checks("emitters", AcceleratxrTest::staying);
    }

    @Test
    void acceleratxr_03_volatileOfEveryEmitterAndTheOldest() throws Exception {
        checks.assertItem("acceleratxr_03");
    }

    @Test
    void acceleratxr_04_twoRoomsOfAnOldEmitterDeliverOnce() throws Exception {
        checks.assertItem("acceleratxr_04");
    }

    @Test
    void acceleratxr_05_binaryOfAnOldEmitterIsABinaryEvent() throws Exception {
        checks.assertItem("acceleratxr_05");
    }

    @Test
    void acceleratxr_06_garbageIsSkipped() throws Exception {
        checks.assertItem("acceleratxr_06");
    }

    @Test
    void acceleratxr_06_garbageIsCounted() throws Exception {
        checks.assertItem("acceleratxr_06");
        RedisCounters counters = gateways.gateway(1).bean(RedisDoor.class).counters();

        assertThat(counters.of(Tally.UNREADABLE)).as(counters.toString()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void acceleratxr_07_namespaceNeedsNoSlash() throws Exception {
        checks.assertItem("acceleratxr_07");
    }

    @Test
    void acceleratxr_08_requestsOfEmittersActOnOurSockets() throws Exception {
        checks.assertItem("acceleratxr_08");
    }

    @Test
    void acceleratxr_09_prefixIsConfigurable() throws Exception {
        checks.assertItem("acceleratxr_09");
    }

    @Test
    void acceleratxr_10_bothEnginesAtEachPath() throws Exception {
        checks.assertItem("acceleratxr_10");
    }

    @Test
    void acceleratxr_11_tokenInEachPlaceAndWhoHasNoneHearsNothing() throws Exception {
        checks.assertItem("acceleratxr_11");
    }

    @Test
    void acceleratxr_12_nodeServerFindsOurSocketsAtOnce() throws Exception {
        checks.assertItem("acceleratxr_12");
    }

    @Test
    void acceleratxr_13_zippedProfileIsRead() throws Exception {
        checks.assertItem("acceleratxr_13");
    }

    @Test
    void acceleratxr_14_streamsAdapterReachesClientsOnce() throws Exception {
        checks.assertItem("acceleratxr_14_streamsAdapter");
    }

    @Test
    void acceleratxr_14_shardedAdapterReachesClientsOnce() throws Exception {
        checks.assertItem("acceleratxr_14_shardedAdapter");
    }

    @Test
    void acceleratxr_14_publishReachesARawWebSocketAfterLogin_andTheLog() throws Exception {
        pushes.assertItem("acceleratxr_14_publish");
    }

    @Test
    void acceleratxr_14_loginIsByEachFormAndPlace_andInTime() throws Exception {
        pushes.assertItem("acceleratxr_14_login");
    }

    @Test
    void acceleratxr_14_subscriptionsAreForThoseWhoMay_andNotTooMany() throws Exception {
        pushes.assertItem("acceleratxr_14_subscribe");
        pushes.assertItem("acceleratxr_14_caps");
    }

    @Test
    void acceleratxr_14_nonsenseIsAnsweredOrClosed() throws Exception {
        pushes.assertItem("acceleratxr_14_nonsense");
    }

    @Test
    void acceleratxr_14_postReachesTheSocket_whenTheRoleAllowsIt() throws Exception {
        pushes.assertItem("acceleratxr_14_post");
    }

    @Test
    void acceleratxr_14_whatOthersSendIsRendered() throws Exception {
        pushes.assertItem("acceleratxr_14_others");
    }

    @Test
    void acceleratxr_14_silenceIsPinged_andTheTokensEndIsTheEnd() throws Exception {
        pushes.assertItem("acceleratxr_14_silence");
        pushes.assertItem("acceleratxr_14_expiry");
    }

    @Test
    void acceleratxr_14_messageIsEncodedOnceForAllThatAreAlike() throws Exception {
        Services gateway = gateways.gateway(1);
        List<PushClient> clients = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            clients.add(PushClient.open(gateway.url("/"), token("uid-of-many")));
        }
        long before = gateway.bean(Fanout.class).encoded();

        new RedisCli(gateways.redis()).run("PUBLISH", "uid-of-many", "{\"n\":1}");

        clients.forEach(client -> assertThat(client.await(3)).endsWith("{\"n\":1}"));
        assertThat(gateway.bean(Fanout.class).encoded() - before)
                .as("once for each event loop")
                .isLessThanOrEqualTo(LOOPS);
        clients.forEach(PushClient::close);
    }

    /** Nothing else is done with the last gateway once the scripts have run. */
    @Test
    void acceleratxr_14_gatewayThatStopsSaysSo() throws Exception {
        Services last = gateways.gateway(2);
        try (PushClient client = PushClient.open(last.url("/"), token("uid-of-one"))) {
            last.bean(Fanout.class).drain(Duration.ZERO);

            assertThat(client.awaitClosed()).isEqualTo(1001);
        }
    }

    private static String token(String uid) {
        return new Tokens(SECRET)
                .sign(Json.object()
                        .put("profile", "{\"uid\":\"" + uid + "\",\"roles\":[]}")
                        .put("aud", "mydomain.com")
                        .put("iss", "api.mydomain.com")
                        .toString());
    }

    private static Map<String, Object> door(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        // Its place in the list is taken by the profile's.
        properties.put(SocketIoGateways.PREFIX + "namespaces[0].name", "/not-axr");
        properties.put("logcast.redis.sharded", "/axr");
        properties.put("logcast.profiles.acceleratxr.enabled", true);
        properties.put("logcast.profiles.acceleratxr.tenant", SocketIoGateways.AXR);
        properties.put("logcast.profiles.acceleratxr.secret", SECRET);
        properties.put("logcast.profiles.acceleratxr.audience", "mydomain.com");
        properties.put("logcast.profiles.acceleratxr.issuer", "api.mydomain.com");
        properties.put("logcast.profiles.acceleratxr.push.rooms", "room-*");
        properties.put("logcast.gateway.heartbeat", "1s");
        return properties;
    }

    /** The gateways outlive their scripts. */
    private static NodeClients.Setting staying() {
        Map<String, String> environment = new HashMap<>(gateways.environment());
        environment.put("LOGCAST_AXR_SECRET", SECRET);
        return new NodeClients.Setting() {
            @Override
            public Map<String, String> environment() {
                return environment;
            }

            @Override
            public void close() {}
        };
    }
}
