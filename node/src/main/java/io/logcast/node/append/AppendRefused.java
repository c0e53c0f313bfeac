package io.logcast.node.append;

import static java.util.Objects.requireNonNull;

/** An append that was not acknowledged. The message is for the sender. */
public final class AppendRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public AppendRefused(Refusal refusal, String message, Throwable cause) {
        super(message, cause, false, false);
        this.refusal = requireNonNull(refusal, "refusal is null");
    }

    public AppendRefused(Refusal refusal, String message) {
        this(refusal, message, null);
    }

    public Refusal refusal() {
        return refusal;
    }
}
