package io.logcast.gateway.socketio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.engineio.Handshake;
import java.util.Set;

/** What others may know of a socket. */
public record SocketInfo(String id, Handshake handshake, ObjectNode auth, Set<String> rooms) {

    public SocketInfo {
        requireNonNull(id, "id is null");
        requireNonNull(handshake, "handshake is null");
        requireNonNull(auth, "auth is null");
        rooms = Set.copyOf(rooms);
    }
}
