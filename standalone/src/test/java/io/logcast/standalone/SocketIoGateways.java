package io.logcast.standalone;

import io.logcast.embedded.port.Ports;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.RedisFixture;
import io.logcast.testkit.Tokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gateways with a Kafka and a Redis of their own, with short times, and with what the checks of the folder {@code clients} rely
 * on: the namespace {@code /axr}, an event that clients may publish, an origin that is admitted.
 */
public final class SocketIoGateways implements NodeClients.Setting {

    public static final String PREFIX = "logcast.gateway.socketio.";

    /** The tenant of the namespace {@code /axr}. */
    public static final String AXR = "axr";

    private static final int CONNECT_TIMEOUT = 5000;
    private static final int UPGRADE_TIMEOUT = 5000;

    private final int originPort = Ports.free();
    private final KafkaFixture kafka;
    private final RedisFixture redis;
    private final List<Services> gateways = new ArrayList<>();

    private SocketIoGateways(KafkaFixture kafka, RedisFixture redis) {
        this.kafka = kafka;
        this.redis = redis;
    }

    /** Ready, all with the same properties. */
    public static SocketIoGateways start(int count, Map<String, Object> properties) throws Exception {
        SocketIoGateways all = new SocketIoGateways(KafkaFixture.start(), RedisFixture.create());
        all.redis.start();
        for (int i = 0; i < count; i++) {
            all.add(properties);
        }
        return all;
    }

    /** One more, with properties of its own. */
    public Services add(Map<String, Object> properties) throws Exception {
        Services gateway = Services.on(kafka, properties(properties));
        gateways.add(gateway);
        gateway.awaitReady();
        return gateway;
    }

    public Services gateway(int index) {
        return gateways.get(index);
    }

    public URI redis() {
        return redis.uri();
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public Map<String, Object> properties(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("redis.uri", redis.uri().toString());
        properties.put("logcast.redis.mode", "peer");
        properties.put(PREFIX + "ping-interval", "2s");
        properties.put(PREFIX + "ping-timeout", "5s");
        properties.put(PREFIX + "connect-timeout", CONNECT_TIMEOUT + "ms");
        properties.put(PREFIX + "upgrade-timeout", UPGRADE_TIMEOUT + "ms");
        properties.put(PREFIX + "cors.origins", origin());
        properties.put(PREFIX + "cors.credentials", true);
        properties.put(PREFIX + "namespaces[0].name", "/axr");
        properties.put(PREFIX + "namespaces[0].tenant", AXR);
        properties.put(PREFIX + "namespaces[0].rooms", List.of("allusers", "{user}"));
        properties.put(PREFIX + "namespaces[1].name", "/Zürich ☃");
        properties.put(PREFIX + "namespaces[1].tenant", AXR);
        properties.put(PREFIX + "client-events[0].name", "shop:ordered");
        properties.put(PREFIX + "client-events[0].type", "shop:ordered");
        properties.putAll(more);
        return properties;
    }

    @Override
    public Map<String, String> environment() {
        return environment(
                gateways.stream().map(gateway -> gateway.url("").toString()).toList());
    }

    public Map<String, String> environment(List<String> urls) {
        return Map.of(
                "LOGCAST_URLS",
                urls.stream().map(url -> url.replaceAll("/$", "")).collect(Collectors.joining(",")),
                "LOGCAST_REDIS",
                redis.uri().toString(),
                "LOGCAST_JWT_SECRET",
                Tokens.DEFAULT.secret(),
                "LOGCAST_AXR_TENANT",
                AXR,
                "LOGCAST_ORIGIN",
                origin(),
                "LOGCAST_CONNECT_TIMEOUT",
                Integer.toString(CONNECT_TIMEOUT),
                "LOGCAST_UPGRADE_TIMEOUT",
                Integer.toString(UPGRADE_TIMEOUT));
    }

    @Override
    public void close() throws Exception {
        for (Services gateway : gateways) {
            gateway.close();
        }
        redis.close();
        kafka.close();
    }

    private String origin() {
        return "http://localhost:" + originPort;
    }
}
