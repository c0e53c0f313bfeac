package io.logcast.embedded.kafka;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/**
 * @param port of clients, on 127.0.0.1
 * @param dataDir where everything is kept; made if it is missing
 * @param overrides broker settings that win over ours
 */
public record BrokerSettings(int port, Path dataDir, Map<String, String> overrides) {

    public BrokerSettings {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
        requireNonNull(dataDir, "dataDir is null");
        overrides = Map.copyOf(overrides);
    }

    public static BrokerSettings of(int port, Path dataDir) {
        return new BrokerSettings(port, dataDir, Map.of());
    }
}
