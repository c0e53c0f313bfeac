package io.logcast.gateway.socketio;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An event loop whose tasks run, and whose time passes, when told to. */
final class TestLoop {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    TestLoop() {
        channel.freezeTime();
    }

    EventLoop eventLoop() {
        return channel.eventLoop();
    }

    void run() {
        channel.runPendingTasks();
    }

    void advance(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }
}
