package io.logcast.gateway.door;

import static java.util.Map.entry;

import io.logcast.testkit.Tokens;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A gateway in this JVM, with whatever runs above Engine.IO, and without Kafka, which it does not need for that. */
final class GatewayFixture implements AutoCloseable {

    /** Names what runs above Engine.IO; {@code echo} is {@link EchoApplication}. */
    static final String ENGINE = "logcast.test.engine";

    private final ApplicationContext context;
    private final EmbeddedServer server;

    private GatewayFixture(ApplicationContext context) {
        this.context = context;
        this.server = context.getBean(EmbeddedServer.class).start();
    }

    /** With the times that the official suites expect. */
    static GatewayFixture start(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(Map.ofEntries(
                entry(ENGINE, "echo"),
                entry("micronaut.server.host", "127.0.0.1"),
                entry("micronaut.server.port", -1),
                entry("micronaut.security.token.jwt.signatures.secret.generator.secret", Tokens.DEFAULT.secret()),
                entry("logcast.kafka.bootstrap-servers", "127.0.0.1:1"),
                entry("logcast.node-id", "engine"),
                entry("redis.uri", "redis://127.0.0.1:1"),
                entry("logcast.gateway.socketio.ping-interval", "300ms"),
                entry("logcast.gateway.socketio.ping-timeout", "200ms"),
                entry("logcast.gateway.socketio.cors.origins", "*")));
        all.putAll(properties);
        return new GatewayFixture(ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .environments("gateway")
                .properties(all)
                .start());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return server.getPort();
    }

    URI url(String pathAndQuery) {
        return server.getURI().resolve(pathAndQuery);
    }

    @Override
    public void close() {
        context.close();
    }
}
