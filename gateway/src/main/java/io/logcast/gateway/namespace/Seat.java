package io.logcast.gateway.namespace;

/** A connection's hold of a session. It is lost when another connection takes the session. */
final class Seat {

    private final String session;
    private boolean lost;
    private Runnable whenLost = () -> {};

    Seat(String session) {
        this.session = session;
    }

    String session() {
        return session;
    }

    /** From any thread. */
    synchronized boolean isLost() {
        return lost;
    }

    /** @param task at once, if it is lost already; on any thread */
    void whenLost(Runnable task) {
        boolean already;
        synchronized (this) {
            whenLost = task;
            already = lost;
        }
        if (already) {
            task.run();
        }
    }

    /** The ledger tells of a claim. */
    void taken() {
        Runnable task;
        synchronized (this) {
            lost = true;
            task = whenLost;
        }
        task.run();
    }
}
