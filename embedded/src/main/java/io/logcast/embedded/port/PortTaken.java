package io.logcast.embedded.port;

/** Somebody else listens on the port. */
public final class PortTaken extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String purpose;

    PortTaken(int port, String purpose, Throwable cause) {
        super("port " + port + " (" + purpose + ") is taken", cause);
        this.purpose = purpose;
    }

    /** What the port was wanted for, for example {@code Kafka}. */
    public String purpose() {
        return purpose;
    }
}
