package io.logcast.testkit;

import io.logcast.embedded.port.Ports;
import io.logcast.embedded.redis.EmbeddedRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A real Redis of a test's own, which can go away and come back. */
public final class RedisFixture implements AutoCloseable {

    private final int port = Ports.free();
    private final Path data;
    private EmbeddedRedis running;

    private RedisFixture(Path data) {
        this.data = data;
    }

    /** Not started yet. */
    public static RedisFixture create() throws IOException {
        return new RedisFixture(TempFolder.create("redis"));
    }

    public void start() throws IOException {
        running = EmbeddedRedis.start(port, data);
    }

    public void stop() throws IOException, InterruptedException {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        TempFolder.delete(data);
    }
}
