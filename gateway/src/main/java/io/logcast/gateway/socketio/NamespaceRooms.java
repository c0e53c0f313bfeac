package io.logcast.gateway.socketio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sockets of one namespace on one event loop. The room that bears a socket's id needs no set of its own. */
final class NamespaceRooms {

    private final Map<String, NamespaceSocket> byId = new HashMap<>();
    private final Map<String, Set<NamespaceSocket>> byRoom = new HashMap<>();

    private final Optional<RoomCensus.Count> count;

    /** @param count is told of rooms, if anybody wants to know */
    NamespaceRooms(Optional<RoomCensus.Count> count) {
        this.count = count;
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** One that goes on with the session of another takes its place, even before that one has left. */
    void enter(NamespaceSocket socket) {
        byId.put(socket.id(), socket);
        socket.rooms().forEach(room -> join(socket, room));
    }

    void leave(NamespaceSocket socket) {
        byId.remove(socket.id(), socket);
        socket.rooms().forEach(room -> leave(socket, room));
    }

    void moved(NamespaceSocket socket, Set<String> before) {
        Set<String> now = socket.rooms();
        before.stream().filter(room -> !now.contains(room)).forEach(room -> leave(socket, room));
        now.stream().filter(room -> !before.contains(room)).forEach(room -> join(socket, room));
    }

    private void join(NamespaceSocket socket, String room) {
        if (!room.equals(socket.id())) {
            byRoom.computeIfAbsent(room, this::opened).add(socket);
        }
    }

    private void leave(NamespaceSocket socket, String room) {
        byRoom.computeIfPresent(
                room, (name, sockets) -> sockets.remove(socket) && sockets.isEmpty() ? closed(name) : sockets);
    }

    private Set<NamespaceSocket> opened(String room) {
        count.ifPresent(rooms -> rooms.entered(room));
        return new LinkedHashSet<>();
    }

    private Set<NamespaceSocket> closed(String room) {
        count.ifPresent(rooms -> rooms.left(room));
        return null;
    }

    Set<String> rooms() {
        Set<String> rooms = new LinkedHashSet<>(byId.keySet());
        rooms.addAll(byRoom.keySet());
        return rooms;
    }

    /** Each once. A copy: what is done about them may make some of them leave. */
    List<NamespaceSocket> select(Selector selector) {
        List<NamespaceSocket> selected = new ArrayList<>(candidates(selector.rooms()));
        if (!selector.except().isEmpty()) {
            selected.removeIf(socket -> !selector.selects(socket.rooms()));
        }
        return selected;
    }

    private Collection<NamespaceSocket> candidates(Set<String> rooms) {
        if (rooms.isEmpty()) {
            return byId.values();
        }
        if (rooms.size() == 1) {
            String room = rooms.iterator().next();
            if (!byId.containsKey(room)) {
                return byRoom.getOrDefault(room, Set.of());
            }
        }
        return union(rooms);
    }

    private Set<NamespaceSocket> union(Set<String> rooms) {
        Set<NamespaceSocket> union = new LinkedHashSet<>();
        for (String room : rooms) {
            union.addAll(byRoom.getOrDefault(room, Set.of()));
            NamespaceSocket itself = byId.get(room);
            if (itself != null) {
                union.add(itself);
            }
        }
        return union;
    }
}
