package io.logcast.standalone.platform;

import static java.util.Map.entry;

import io.logcast.embedded.kafka.BrokerSettings;
import io.logcast.embedded.kafka.EmbeddedBroker;
import io.logcast.embedded.kafka.HaltGuard;
import io.logcast.embedded.port.Ports;
import io.logcast.embedded.redis.EmbeddedRedis;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka, Redis and the three services in one JVM. Started in the order of need, stopped in the reverse: the services leave
 * while their broker still answers.
 */
final class Platform implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final EmbeddedBroker broker;
    private final EmbeddedRedis redis;
    private final ApplicationContext services;

    private Platform(EmbeddedBroker broker, EmbeddedRedis redis, ApplicationContext services) {
        this.broker = broker;
        this.redis = redis;
        this.services = services;
    }

    /**
     * @param secret signs tokens
     * @param tenant whose the namespace {@code /axr} is
     * @param progress gets a line for each part that is up
     * @throws io.logcast.embedded.port.PortTaken naming the port and what it is for
     */
    static Platform start(RunSettings settings, String secret, String tenant, Consumer<String> progress)
            throws IOException, InterruptedException {
        // All of them first: nothing is worse than a platform that stops half-way because of its last port.
        Ports.requireFree(settings.port(), "HTTP");
        HaltGuard.install(Platform::stopAll);
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.of(settings.kafkaPort(), settings.data())
                .besides(Set.of(settings.port(), settings.redisPort())));
        progress.accept("Kafka     " + broker.bootstrapServers());
        try {
            EmbeddedRedis redis = EmbeddedRedis.start(settings.redisPort(), settings.data());
            progress.accept("Redis     " + redis.uri());
            return new Platform(broker, redis, servicesOrNoRedis(settings, secret, tenant, redis));
        } catch (IOException | InterruptedException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Redis is another process: it would outlive this one. */
    private static ApplicationContext servicesOrNoRedis(
            RunSettings settings, String secret, String tenant, EmbeddedRedis redis)
            throws IOException, InterruptedException {
        try {
            return services(settings, secret, tenant, redis);
        } catch (RuntimeException e) {
            redis.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        services.close();
        broker.close();
        redis.close();
    }

    private static ApplicationContext services(
            RunSettings settings, String secret, String tenant, EmbeddedRedis redis) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .environments("publisher", "projector", "gateway", "standalone")
                .properties(properties(settings, secret, redis))
                .properties(Profiles.properties(secret, tenant))
                .start();
        try {
            context.getBean(EmbeddedServer.class).start();
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static Map<String, Object> properties(RunSettings settings, String secret, EmbeddedRedis redis) {
        return Map.ofEntries(
                entry("micronaut.application.name", "logcast"),
                entry("micronaut.server.host", "127.0.0.1"),
                entry("micronaut.server.port", settings.port()),
                // The projector alone serves nothing that needs it, and switches it off.
                entry("micronaut.security.enabled", true),
                entry("micronaut.security.token.jwt.signatures.secret.generator.secret", secret),
                entry("logcast.kafka.bootstrap-servers", "127.0.0.1:" + settings.kafkaPort()),
                entry("logcast.node-id", "standalone"),
                // Receivers of a developer are on his own machine.
                entry("logcast.webhooks.private-addresses", true),
                entry(
                        "logcast.definitions.folder",
                        settings.data().resolve("streams").toString()),
                entry(
                        "logcast.projector.state-folder",
                        settings.data().resolve("projector").toString()),
                entry("redis.uri", redis.uri().toString()));
    }

    private static void stopAll(String reason) {
        LOG.error("Kafka cannot go on: {}. Stopping.", reason);
        new Thread(() -> System.exit(1), "logcast-fatal").start();
    }
}
