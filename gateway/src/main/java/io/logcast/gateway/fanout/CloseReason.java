package io.logcast.gateway.fanout;

import java.util.Locale;

/** Why a stream ends, and whether coming back with the last cursor makes sense. */
public enum CloseReason {
    /** The client went away. */
    CLIENT_GONE(true),
    /** It took nothing for longer than the limit. */
    STALLED(true),
    /** It took less than there was, and had asked to be closed then. */
    SLOW(true),
    /** The token is no longer valid: come back with a new one. */
    TOKEN_EXPIRED(false),
    /** This gateway stops. */
    SHUTDOWN(true),
    /** The gateway lost its place in the log and begins anew. */
    LOG_LOST(true),
    /** What was to be written could not be: a defect, logged with its cause. */
    FAILED(true);

    private final boolean reconnect;

    CloseReason(boolean reconnect) {
        this.reconnect = reconnect;
    }

    public boolean reconnect() {
        return reconnect;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
