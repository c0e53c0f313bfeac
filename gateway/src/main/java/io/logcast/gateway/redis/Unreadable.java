package io.logcast.gateway.redis;

/** A message that is not what its channel is for. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message completes "A message was skipped: it …" */
    public Unreadable(String message) {
        super(message);
    }

    public Unreadable(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
