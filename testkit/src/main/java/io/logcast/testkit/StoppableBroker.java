package io.logcast.testkit;

import io.logcast.embedded.kafka.BrokerSettings;
import io.logcast.embedded.kafka.EmbeddedBroker;
import io.logcast.embedded.port.Ports;
import java.io.IOException;
import java.nio.file.Path;

/** A broker that goes away and comes back: same port, same data. */
public final class StoppableBroker implements KafkaAccess, AutoCloseable {

    private final int port;
    private final Path data;
    private EmbeddedBroker running;

    StoppableBroker(int port, Path data) {
        this.port = port;
        this.data = data;
    }

    /** Not started yet: a service can look for it before it is there. */
    public static StoppableBroker create() throws IOException {
        return new StoppableBroker(Ports.free(), TempFolder.create("kafka"));
    }

    public void start() throws IOException {
        running = EmbeddedBroker.start(BrokerSettings.of(port, data));
    }

    public void stop() throws IOException {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        stop();
        TempFolder.delete(data);
    }
}
