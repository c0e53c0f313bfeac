package io.logcast.gateway.socketio;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;

/** Tasks for event loops, which may have ended: then there is nobody left for whom it would matter. */
final class Loops {

    private Loops() {}

    /** At once if this is that loop. */
    static void run(EventLoop loop, Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            later(loop, task);
        }
    }

    /** @return whether the loop is alive */
    static boolean later(EventLoop loop, Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }
}
