package io.logcast.standalone;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml}, as far as the services' own environment goes. */
record ComposeFile(Map<String, Object> services) {

    /** What Logcast builds; the rest are images of others. */
    static final Set<String> OURS = Set.of("publisher-api", "projector", "gateway-1", "gateway-2");

    static ComposeFile read() throws IOException {
        Path file = Path.of(System.getProperty("logcast.root"), "docker-compose.yml");
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, Object> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return new ComposeFile(mapping(all, "services"));
        }
    }

    /** The variables of a service, as written. */
    Map<String, Object> environment(String service) {
        return mapping(mapping(services, service), "environment");
    }

    /** The module that a service is built from. */
    String module(String service) {
        return (String) mapping(mapping(services, service), "build").get("context");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapping(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.get(name);
    }
}
