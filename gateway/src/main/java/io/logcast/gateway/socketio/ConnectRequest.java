package io.logcast.gateway.socketio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.engineio.Handshake;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client asks to enter a namespace.
 *
 * @param namespace with its slash, without a query
 * @param query parameters: of the connection, and those that an Engine.IO 3 client appended to the namespace
 * @param auth the payload without {@code pid} and {@code offset}; empty if there was none
 * @param pid of the session that it wants to go on with; null if it wants none
 * @param offset of the last event that it has got; null if it has got none
 * @param implicit nobody asked: an Engine.IO 3 client is in "/" by being connected
 */
public record ConnectRequest(
        Handshake handshake,
        String namespace,
        Map<String, List<String>> query,
        ObjectNode auth,
        String pid,
        String offset,
        boolean implicit) {

    public ConnectRequest {
        requireNonNull(handshake, "handshake is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(auth, "auth is null");
        query = Map.copyOf(query);
    }

    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
