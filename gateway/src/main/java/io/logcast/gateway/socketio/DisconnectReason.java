package io.logcast.gateway.socketio;

import io.logcast.gateway.engineio.EngineCloseReason;

/** Why a socket left its namespace; {@link #text()} is what Socket.IO's own server calls it. */
public enum DisconnectReason {
    /** The client said so: it does not want to be recovered. */
    CLIENT_LEFT("client namespace disconnect", false),
    /** We said so. */
    SERVER_LEFT("server namespace disconnect", false),
    TRANSPORT_CLOSE("transport close", true),
    TRANSPORT_ERROR("transport error", true),
    PING_TIMEOUT("ping timeout", true),
    PARSE_ERROR("parse error", false),
    FORCED_CLOSE("forced close", true),
    SHUTDOWN("server shutting down", true);

    private final String text;
    private final boolean recoverable;

    DisconnectReason(String text, boolean recoverable) {
        this.text = text;
        this.recoverable = recoverable;
    }

    /** What the end of a connection is for its sockets. */
    static DisconnectReason of(EngineCloseReason reason) {
        return switch (reason) {
            case TRANSPORT_CLOSE, TOO_SLOW -> TRANSPORT_CLOSE;
            case TRANSPORT_ERROR -> TRANSPORT_ERROR;
            case PING_TIMEOUT -> PING_TIMEOUT;
            case PARSE_ERROR -> PARSE_ERROR;
            case FORCED -> FORCED_CLOSE;
            case SHUTDOWN -> SHUTDOWN;
        };
    }

    public String text() {
        return text;
    }

    public boolean isRecoverable() {
        return recoverable;
    }
}
