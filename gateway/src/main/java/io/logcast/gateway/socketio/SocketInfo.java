package io.logcast.gateway.socketio;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.engineio.Handshake;
import java.util.Set;

/** What others may know of a socket. */
public record SocketInfo(String id, Handshake handshake, Set<String> rooms) {

    public SocketInfo {
        requireNonNull(id, "id is null");
        requireNonNull(handshake, "handshake is null");
        rooms = Set.copyOf(rooms);
    }
}
