package io.logcast.gateway.namespace;

/**
 * A connection's hold of a session. It is lost when another connection takes the session; that the ledger tells of the
 * claim by which this one was won does not mean that.
 */
final class Seat {

    private final String session;
    private boolean expectsOwnClaim;
    private boolean lost;
    private Runnable whenLost = () -> {};

    /** @param byClaim whether it is held by a claim, which the ledger is going to tell of */
    Seat(String session, boolean byClaim) {
        this.session = session;
        this.expectsOwnClaim = byClaim;
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
            if (expectsOwnClaim) {
                expectsOwnClaim = false;
                return;
            }
            lost = true;
            task = whenLost;
        }
        task.run();
    }
}
