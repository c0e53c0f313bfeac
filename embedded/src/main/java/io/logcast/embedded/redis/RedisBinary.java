package io.logcast.embedded.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/** Which Redis to start. */
public final class RedisBinary {

    private RedisBinary() {}

    /** @param folder where the binary of the jar is unpacked, if the PATH has none */
    public static Path locate(Path folder) throws IOException {
        Optional<Path> installed = onPath();
        return installed.isPresent()
                ? installed.get()
                : ExecutableProvider.newJarResourceProvider(folder.toFile())
                        .get()
                        .toPath();
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(entry -> Path.of(entry, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
