package io.logcast.embedded.redis;

import io.logcast.embedded.port.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Redis beside this process, on 127.0.0.1: the {@code redis-server} of the PATH, or the binary of the
 * embedded-redis jar. It keeps nothing; what must last is in Kafka.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final int STOP_SECONDS = 5;

    private final int port;
    private final Process process;
    private final Orphan orphan;

    private EmbeddedRedis(int port, Process process, Orphan orphan) {
        this.port = port;
        this.process = process;
        this.orphan = orphan;
    }

    /**
     * Returns when it answers. A Redis that an earlier process left behind when it was killed is stopped first.
     *
     * @throws io.logcast.embedded.port.PortTaken if somebody listens on the port
     */
    public static EmbeddedRedis start(int port, Path dataDir) throws IOException {
        Path folder = Files.createDirectories(dataDir.resolve("redis"));
        Orphan orphan = new Orphan(folder);
        orphan.reap();
        Ports.requireFree(port, "Redis");
        Process process = launch(port, folder);
        orphan.remember(process.toHandle());
        try {
            RedisPing.await(port, process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
        return new EmbeddedRedis(port, process, orphan);
    }

    public int port() {
        return port;
    }

    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    @Override
    public void close() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        orphan.forget();
    }

    private static Process launch(int port, Path folder) throws IOException {
        List<String> command = List.of(
                RedisBinary.locate(folder).toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--daemonize",
                "no");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
    }
}
