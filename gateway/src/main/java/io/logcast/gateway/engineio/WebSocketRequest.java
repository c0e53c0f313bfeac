package io.logcast.gateway.engineio;

import static java.util.Objects.requireNonNull;

/**
 * A request to become a WebSocket.
 *
 * @param sid of the session that wants to move; null for a new one
 * @param key {@code Sec-WebSocket-Key}
 * @param subprotocol the first that the client offers; null for none
 */
public record WebSocketRequest(Handshake handshake, String sid, String key, String subprotocol) {

    public WebSocketRequest {
        requireNonNull(handshake, "handshake is null");
        requireNonNull(key, "key is null");
    }
}
