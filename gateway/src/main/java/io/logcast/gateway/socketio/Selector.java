package io.logcast.gateway.socketio;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Which sockets of a namespace: those in any of the rooms, or all if no room is named, but none that is in an excepted one.
 *
 * @param namespace with its slash
 */
public record Selector(String namespace, Set<String> rooms, Set<String> except) {

    public Selector {
        requireNonNull(namespace, "namespace is null");
        rooms = Set.copyOf(rooms);
        except = Set.copyOf(except);
    }

    public boolean selects(Set<String> joined) {
        return (rooms.isEmpty() || rooms.stream().anyMatch(joined::contains))
                && except.stream().noneMatch(joined::contains);
    }
}
