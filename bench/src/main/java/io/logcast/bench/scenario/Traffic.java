package io.logcast.bench.scenario;

import io.logcast.bench.feed.OpenLoop;
import java.io.IOException;

/** Publishing that goes on, in a thread of its own, while something else happens. Owns its publisher. */
final class Traffic implements AutoCloseable {

    private static final double SLICE_SECONDS = 0.5;

    private final OpenLoop publisher;
    private final double eventsPerSecond;
    private final Thread thread = new Thread(this::publish, "bench-traffic");
    private volatile boolean stopped;

    private Traffic(OpenLoop publisher, double eventsPerSecond) {
        this.publisher = publisher;
        this.eventsPerSecond = eventsPerSecond;
    }

    static Traffic start(OpenLoop publisher, double eventsPerSecond) {
        Traffic traffic = new Traffic(publisher, eventsPerSecond);
        traffic.thread.setDaemon(true);
        traffic.thread.start();
        return traffic;
    }

    private void publish() {
        try {
            while (!stopped) {
                publisher.run("live traffic", eventsPerSecond, SLICE_SECONDS);
            }
        } catch (IOException e) {
            throw new IllegalStateException("live traffic has ended", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
