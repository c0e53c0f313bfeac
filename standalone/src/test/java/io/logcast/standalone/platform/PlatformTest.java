package io.logcast.standalone.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.embedded.port.Ports;
import io.logcast.standalone.arguments.UsageError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlatformTest {

    @TempDir
    private Path data;

    @Test
    void start_thatFailsInTheServices_leavesNeitherRedisNorKafkaBehind() throws Exception {
        RunSettings settings = new RunSettings(Ports.free(), Ports.free(), Ports.free(), data);
        Files.writeString(Files.createDirectories(data.resolve("streams")).resolve("bad.yaml"), "nonsense: 1");

        assertThatThrownBy(() -> Platform.start(settings, "x".repeat(32), "dev", line -> {}))
                .rootCause()
                .hasMessageContaining("bad.yaml");

        assertThatCode(() -> Ports.requireFree(settings.redisPort(), "Redis")).doesNotThrowAnyException();
        assertThatCode(() -> Ports.requireFree(settings.kafkaPort(), "Kafka")).doesNotThrowAnyException();
    }

    @Test
    void ports_thatAreTheSame_areRefused() {
        assertThatThrownBy(() -> new RunSettings(8080, 9092, 8080, data)).isInstanceOf(UsageError.class);
    }
}
