package io.logcast.embedded.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.embedded.port.PortTaken;
import io.logcast.embedded.port.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.core.ExecutableProvider;

final class EmbeddedRedisTest {

    @TempDir
    private Path data;

    private final int port = Ports.free();

    @Test
    void start_answersUntilItIsClosed() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(port, data)) {
            assertThat(RedisPing.answers(redis.port())).isTrue();
        }

        assertThat(RedisPing.answers(port)).isFalse();
    }

    @Test
    void start_afterAHostThatWasKilled_stopsTheOrphan() throws Exception {
        // A host that is killed never closes what it started.
        EmbeddedRedis orphan = EmbeddedRedis.start(port, data);

        try (EmbeddedRedis redis = EmbeddedRedis.start(port, data)) {
            assertThat(RedisPing.answers(redis.port())).isTrue();
        }

        orphan.close();
    }

    @Test
    void start_whereTheNoteNamesAnotherProcess_leavesThatAlone() throws Exception {
        Files.createDirectories(data.resolve("redis"));
        long self = ProcessHandle.current().pid();
        Files.writeString(data.resolve("redis/running"), self + " 2001-01-01T00:00:00Z");

        try (EmbeddedRedis redis = EmbeddedRedis.start(port, data)) {
            assertThat(RedisPing.answers(redis.port())).isTrue();
        }
    }

    @Test
    void start_onATakenPort_saysSo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedRedis.start(taken.getLocalPort(), data))
                    .isInstanceOf(PortTaken.class)
                    .hasMessageContaining("Redis");
        }
    }

    @Test
    void binaryOfTheJar_isARedisForThisMachine() throws Exception {
        Path unpacked = Files.createDirectories(data.resolve("unpacked"));

        Path binary = ExecutableProvider.newJarResourceProvider(unpacked.toFile())
                .get()
                .toPath();

        Process version = new ProcessBuilder(binary.toString(), "--version").start();
        assertThat(new String(version.getInputStream().readAllBytes(), US_ASCII))
                .startsWith("Redis server v=");
    }
}
