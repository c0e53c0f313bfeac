package io.logcast.gateway.socketio;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sockets of one event loop, by namespace. Confined to that loop. A namespace without sockets leaves nothing behind. */
final class LoopRooms {

    private final EventLoop loop;
    private final Map<String, NamespaceRooms> namespaces = new HashMap<>();

    private final RoomCensus census;

    LoopRooms(EventLoop loop, RoomCensus census) {
        this.loop = loop;
        this.census = census;
    }

    EventLoop loop() {
        return loop;
    }

    boolean isEmpty() {
        return namespaces.isEmpty();
    }

    void enter(NamespaceSocket socket) {
        namespaces
                .computeIfAbsent(socket.namespace(), name -> new NamespaceRooms(census.of(name)))
                .enter(socket);
    }

    void leave(NamespaceSocket socket) {
        namespaces.computeIfPresent(socket.namespace(), (name, rooms) -> {
            rooms.leave(socket);
            return rooms.isEmpty() ? null : rooms;
        });
    }

    void moved(NamespaceSocket socket, Set<String> before) {
        NamespaceRooms rooms = namespaces.get(socket.namespace());
        if (rooms != null) {
            rooms.moved(socket, before);
        }
    }

    List<NamespaceSocket> select(Selector selector) {
        NamespaceRooms rooms = namespaces.get(selector.namespace());
        return rooms == null ? List.of() : rooms.select(selector);
    }

    Set<String> rooms(String namespace) {
        NamespaceRooms rooms = namespaces.get(namespace);
        return rooms == null ? Set.of() : rooms.rooms();
    }
}
