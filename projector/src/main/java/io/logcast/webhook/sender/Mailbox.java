package io.logcast.webhook.sender;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * What other threads want to have done on the sender's. Not bounded by itself: each thing in it is the answer to something that
 * is ({@link Limits}).
 */
final class Mailbox implements Executor {

    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

    /** Called after something has come. */
    private final Runnable wake;

    Mailbox(Runnable wake) {
        this.wake = wake;
    }

    @Override
    public void execute(Runnable work) {
        queue.add(work);
        wake.run();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** By the owner. */
    void run() {
        for (Runnable work = queue.poll(); work != null; work = queue.poll()) {
            work.run();
        }
    }

    /** By the owner: what came for a desk that is no more. */
    void clear() {
        queue.clear();
    }
}
