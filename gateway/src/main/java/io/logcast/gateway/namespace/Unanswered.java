package io.logcast.gateway.namespace;

/** The ledger did not answer. Asking again is right. */
final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unanswered(Throwable cause) {
        super(cause);
    }
}
