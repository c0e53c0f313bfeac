package io.logcast.bench.option;

/** The command line cannot be followed. The message is for the person who typed it. */
public final class UsageError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageError(String message) {
        super(message);
    }
}
