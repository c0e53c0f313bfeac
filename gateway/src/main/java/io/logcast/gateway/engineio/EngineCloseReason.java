package io.logcast.gateway.engineio;

/** Why a session ends; {@link #text()} is what Engine.IO's own server calls it. */
public enum EngineCloseReason {
    /** The connection ended, or the client said "1". */
    TRANSPORT_CLOSE("transport close"),
    TRANSPORT_ERROR("transport error"),
    PING_TIMEOUT("ping timeout"),
    /** What came breaks a protocol. */
    PARSE_ERROR("parse error"),
    /** More waits for it than the limit. */
    TOO_SLOW("transport close"),
    /** By the application. */
    FORCED("forced close"),
    SHUTDOWN("server shutting down");

    private final String text;

    EngineCloseReason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
