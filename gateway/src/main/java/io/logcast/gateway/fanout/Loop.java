package io.logcast.gateway.fanout;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/** What a shard needs of its event loop. */
interface Loop {

    void execute(Runnable task);

    void schedule(Runnable task, long nanos);

    static Loop of(EventExecutor executor) {
        return new Loop() {

            @Override
            public void execute(Runnable task) {
                executor.execute(task);
            }

            @Override
            public void schedule(Runnable task, long nanos) {
                executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
            }
        };
    }
}
