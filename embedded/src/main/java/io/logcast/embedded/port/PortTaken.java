package io.logcast.embedded.port;

/** Somebody else listens on the port. */
public final class PortTaken extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int port;

    PortTaken(int port, String purpose, Throwable cause) {
        super("port " + port + " (" + purpose + ") is taken", cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
