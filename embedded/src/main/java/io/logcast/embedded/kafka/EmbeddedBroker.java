package io.logcast.embedded.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.embedded.port.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft) in this process, on 127.0.0.1, with its data in a folder: what was acknowledged is there
 * again after a restart, after kill -9 too. It does not survive a power cut any better than Kafka's defaults do, which
 * leave flushing to the operating system.
 *
 * <p>Touches three types of Kafka that are no public API (docs/decisions/0003).
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final BrokerSettings settings;
    private final FolderLock lock;
    private final KafkaRaftServer server;

    private EmbeddedBroker(BrokerSettings settings, FolderLock lock, KafkaRaftServer server) {
        this.settings = settings;
        this.lock = lock;
        this.server = server;
    }

    /**
     * Returns when clients can connect.
     *
     * @throws FolderInUse if another broker runs on the folder
     * @throws io.logcast.embedded.port.PortTaken if somebody listens on the port
     */
    public static EmbeddedBroker start(BrokerSettings settings) throws IOException {
        Ports.requireFree(settings.port(), "Kafka");
        // Kafka has a lock of its own; it answers a taken one by halting the JVM.
        FolderLock lock = FolderLock.take(settings.dataDir());
        try {
            return new EmbeddedBroker(settings, lock, startServer(settings));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    @Override
    public void close() throws IOException {
        server.shutdown();
        server.awaitShutdown();
        lock.close();
    }

    private static KafkaRaftServer startServer(BrokerSettings settings) throws IOException {
        Path logDir = settings.dataDir().resolve("kafka");
        if (Files.notExists(logDir.resolve("meta.properties"))) {
            format(logDir);
        }
        Properties config = BrokerConfig.of(settings, settings.controllerPort(), logDir);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(config, false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (Throwable e) {
            // Otherwise its threads, which are no daemons, keep the JVM alive.
            server.shutdown();
            throw e;
        }
    }

    private static void format(Path logDir) throws IOException {
        Files.createDirectories(logDir);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setDirectories(List.of(logDir.toString()))
                    .setMetadataLogDirectory(logDir.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("formatting " + logDir + " failed", e);
        }
    }
}
