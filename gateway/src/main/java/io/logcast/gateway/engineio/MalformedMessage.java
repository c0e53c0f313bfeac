package io.logcast.gateway.engineio;

/** What came breaks the protocol: the session ends. */
public final class MalformedMessage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedMessage(String message) {
        super(message, null, false, false);
    }
}
