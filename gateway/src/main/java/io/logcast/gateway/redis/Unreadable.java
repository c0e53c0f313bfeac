package io.logcast.gateway.redis;

/** A message that is not what its channel is for. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }

    Unreadable(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
