package io.logcast.testkit;

import io.logcast.embedded.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A real Kafka of a test's own: in this JVM, or with {@code -Dlogcast.test.kafka=containers} in a container. A warm JVM
 * starts one in a third of a second, so that no test has to share topics with another.
 */
public final class KafkaFixture implements KafkaAccess, AutoCloseable {

    private static final String CHOICE = "logcast.test.kafka";
    private static final String IMAGE = "apache/kafka:4.3.1";

    private final String bootstrapServers;
    private final AutoCloseable broker;

    private KafkaFixture(String bootstrapServers, AutoCloseable broker) {
        this.bootstrapServers = bootstrapServers;
        this.broker = broker;
    }

    /** @throws IllegalStateException if containers are asked for and there is no Docker: never a skipped test */
    public static KafkaFixture start() throws IOException {
        return start(System.getProperty(CHOICE, "jvm"));
    }

    static KafkaFixture start(String choice) throws IOException {
        return switch (choice) {
            case "jvm" -> inThisJvm();
            case "containers" -> inAContainer();
            default -> throw new IllegalStateException(CHOICE + " must be jvm or containers, not " + choice);
        };
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() throws Exception {
        broker.close();
    }

    private static KafkaFixture inThisJvm() throws IOException {
        Path data = TempFolder.create("kafka");
        StoppableBroker broker = new StoppableBroker(Ports.free(), data);
        broker.start();
        return new KafkaFixture(broker.bootstrapServers(), broker);
    }

    private static KafkaFixture inAContainer() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("-D" + CHOICE
                    + "=containers needs a Docker engine, and there is none; leave it out to run Kafka in the JVM");
        }
        KafkaContainer container = new KafkaContainer(IMAGE);
        container.start();
        return new KafkaFixture(container.getBootstrapServers(), container);
    }
}
