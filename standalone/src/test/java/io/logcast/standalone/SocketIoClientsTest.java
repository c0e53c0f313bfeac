package io.logcast.standalone;

import io.logcast.standalone.NodeClients.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Points 1 to 40 of the acceptance of socket.io, with what npm and Debian have: see clients/README.md. The emitters of the usual
 * prefix are in AcceleratxrTest.
 */
final class SocketIoClientsTest {

    @TestFactory
    Stream<DynamicTest> engine() throws Exception {
        return NodeClients.checks("engine", () -> SocketIoGateways.start(1, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> packets() throws Exception {
        return NodeClients.checks("packets", () -> SocketIoGateways.start(1, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> auth() throws Exception {
        return NodeClients.checks("auth", () -> SocketIoGateways.start(1, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> browser() throws Exception {
        return NodeClients.checks("browser", () -> SocketIoGateways.start(1, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> generations() throws Exception {
        return NodeClients.checks("generations", () -> {
            SocketIoGateways gateways = SocketIoGateways.start(1, Map.of());
            Services strict = gateways.add(Map.of(SocketIoGateways.PREFIX + "eio3", false));
            return with(gateways, Map.of("LOGCAST_STRICT_URL", strict.url("").toString()));
        });
    }

    /** As their name says, emitters of another prefix; and past the log. */
    @TestFactory
    Stream<DynamicTest> emittersOfAnotherPrefixPastTheLog() throws Exception {
        return NodeClients.checks(
                "emitters",
                () -> with(
                        listening(Map.of("logcast.redis.key", "my.app", "logcast.redis.emitter", "direct")),
                        Map.of("LOGCAST_REDIS_KEY", "my.app")));
    }

    @TestFactory
    Stream<DynamicTest> peersListen() throws Exception {
        return NodeClients.checks("peers-listen", () -> listening(Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> peersFull() throws Exception {
        return NodeClients.checks("peers-full", KillableGateway::start);
    }

    @TestFactory
    Stream<DynamicTest> garbage() throws Exception {
        return NodeClients.checks("garbage", () -> SocketIoGateways.start(1, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> python() throws Exception {
        return NodeClients.checks("python", () -> SocketIoGateways.start(1, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> cluster() throws Exception {
        return NodeClients.checks("cluster", () -> SocketIoGateways.start(2, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> recovery() throws Exception {
        return NodeClients.checks("recovery", () -> SocketIoGateways.start(2, Map.of()));
    }

    private static SocketIoGateways listening(Map<String, Object> more) throws Exception {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("logcast.redis.mode", "listen");
        return SocketIoGateways.start(1, properties);
    }

    private static Setting with(SocketIoGateways gateways, Map<String, String> more) {
        return new Setting() {
            @Override
            public Map<String, String> environment() {
                Map<String, String> environment = new HashMap<>(gateways.environment());
                environment.putAll(more);
                // The scripts speak to the first one only.
                environment.computeIfPresent("LOGCAST_URLS", (name, urls) -> urls.split(",", 2)[0]);
                return environment;
            }

            @Override
            public void close() throws Exception {
                gateways.close();
            }
        };
    }
}
