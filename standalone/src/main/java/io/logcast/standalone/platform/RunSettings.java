package io.logcast.standalone.platform;

import io.logcast.standalone.arguments.Arguments;
import io.logcast.standalone.arguments.DataFolder;
import io.logcast.standalone.arguments.UsageError;
import java.nio.file.Path;
import java.util.Set;

/** What {@code run} and {@code demo} can be told. */
record RunSettings(int port, int kafkaPort, int redisPort, Path data) {

    RunSettings {
        if (port == kafkaPort || port == redisPort || kafkaPort == redisPort) {
            throw new UsageError("--port, --kafka-port and --redis-port must be three different ports");
        }
    }

    static RunSettings of(Arguments arguments) {
        arguments.only(Set.of("port", "kafka-port", "redis-port", "data"));
        return new RunSettings(
                arguments.port("port", 8080),
                arguments.port("kafka-port", 9092),
                arguments.port("redis-port", 6379),
                DataFolder.of(arguments));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }
}
