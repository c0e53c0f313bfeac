package io.logcast.embedded.kafka;

import static java.util.Objects.requireNonNull;

import io.logcast.embedded.port.Ports;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * @param port of clients, on 127.0.0.1
 * @param dataDir where everything is kept; made if it is missing
 * @param otherPorts that others are going to listen on; the broker takes none of them for its controller
 * @param overrides broker settings that win over ours
 */
public record BrokerSettings(int port, Path dataDir, Set<Integer> otherPorts, Map<String, String> overrides) {

    public BrokerSettings {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
        requireNonNull(dataDir, "dataDir is null");
        otherPorts = Set.copyOf(otherPorts);
        overrides = Map.copyOf(overrides);
    }

    public static BrokerSettings of(int port, Path dataDir) {
        return new BrokerSettings(port, dataDir, Set.of(), Map.of());
    }

    public BrokerSettings besides(Set<Integer> ports) {
        return new BrokerSettings(port, dataDir, ports, overrides);
    }

    /** A free one; another each time. */
    int controllerPort() {
        Set<Integer> meantForOthers = new HashSet<>(otherPorts);
        meantForOthers.add(port);
        return Ports.freeBesides(meantForOthers);
    }
}
