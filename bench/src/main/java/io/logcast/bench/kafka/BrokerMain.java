package io.logcast.bench.kafka;

import io.logcast.embedded.kafka.BrokerSettings;
import io.logcast.embedded.kafka.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;

/** The broker's process: port and data folder are its arguments. Its threads keep it alive; it is killed in the end. */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedBroker.start(BrokerSettings.of(Integer.parseInt(arguments[0]), Path.of(arguments[1])));
    }
}
