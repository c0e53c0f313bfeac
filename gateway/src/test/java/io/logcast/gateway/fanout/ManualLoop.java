package io.logcast.gateway.fanout;

import java.util.ArrayDeque;
import java.util.Deque;

/** An event loop that runs its tasks when told to. */
final class ManualLoop implements Loop {

    private final Deque<Runnable> tasks = new ArrayDeque<>();

    /** Runs one waiting task; false if there was none. */
    boolean runOne() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void schedule(Runnable task, long nanos) {
        tasks.add(task);
    }
}
