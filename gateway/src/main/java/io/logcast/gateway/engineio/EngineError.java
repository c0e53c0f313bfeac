package io.logcast.gateway.engineio;

import io.logcast.json.Json;

/** Why a request is refused, as Engine.IO's own server says it: {@code {"code":1,"message":"Session ID unknown"}}. */
public enum EngineError {
    UNKNOWN_TRANSPORT(0, 400, "Transport unknown"),
    UNKNOWN_SESSION(1, 400, "Session ID unknown"),
    BAD_HANDSHAKE_METHOD(2, 400, "Bad handshake method"),
    BAD_REQUEST(3, 400, "Bad request"),
    FORBIDDEN(4, 403, "Forbidden"),
    UNSUPPORTED_VERSION(5, 400, "Unsupported protocol version"),
    /** Engine.IO's own server says nothing but the status. */
    TOO_LARGE(3, 413, "Payload too large"),
    /** There is no code for that; the client tries again by itself. */
    STOPPING(3, 503, "Server shutting down"),
    /** Likewise. */
    CROWDED(3, 503, "Too many sessions that do nothing");

    private final int code;
    private final int status;
    private final String message;

    EngineError(int code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    public int status() {
        return status;
    }

    public byte[] json() {
        return Json.bytes(Json.object().put("code", code).put("message", message));
    }
}
