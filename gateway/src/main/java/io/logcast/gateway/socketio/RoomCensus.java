package io.logcast.gateway.socketio;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * On how many event loops each room of the namespaces that somebody watches has sockets. The watcher is told while the count is
 * held, so that for one room "opened" and "closed" always take turns. Nothing is counted of other namespaces.
 */
final class RoomCensus {

    private final Map<String, Count> namespaces = new ConcurrentHashMap<>();

    void watch(String namespace, Adapter.RoomWatcher watcher) {
        namespaces.put(namespace, new Count(namespace, watcher, new ConcurrentHashMap<>()));
    }

    Optional<Count> of(String namespace) {
        return Optional.ofNullable(namespaces.get(namespace));
    }

    /** @param loops by room */
    record Count(String namespace, Adapter.RoomWatcher watcher, Map<String, Integer> loops) {

        /** A loop has sockets in it from now on. */
        void entered(String room) {
            loops.compute(room, (name, count) -> {
                if (count == null) {
                    watcher.opened(namespace, name);
                }
                return count == null ? 1 : count + 1;
            });
        }

        /** A loop has none in it any more. */
        void left(String room) {
            loops.computeIfPresent(room, (name, count) -> {
                if (count == 1) {
                    watcher.closed(namespace, name);
                }
                return count == 1 ? null : count - 1;
            });
        }
    }
}
