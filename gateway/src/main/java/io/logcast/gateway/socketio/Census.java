package io.logcast.gateway.socketio;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How many sockets each namespace has, over all event loops. Watchers are told while the count is held, so that for one
 * namespace "opened" and "closed" always take turns.
 */
final class Census {

    private final Map<String, Integer> sockets = new ConcurrentHashMap<>();
    private final List<Adapter.NamespaceWatcher> watchers = new CopyOnWriteArrayList<>();

    void watch(Adapter.NamespaceWatcher watcher) {
        watchers.add(watcher);
    }

    void enter(String namespace) {
        sockets.compute(namespace, (name, count) -> count == null ? open(name) : Integer.valueOf(count + 1));
    }

    void leave(String namespace) {
        sockets.compute(
                namespace, (name, count) -> count == null || count == 1 ? close(name) : Integer.valueOf(count - 1));
    }

    boolean isOpen(String namespace) {
        return sockets.containsKey(namespace);
    }

    Collection<String> open() {
        return List.copyOf(sockets.keySet());
    }

    private Integer open(String namespace) {
        watchers.forEach(watcher -> watcher.opened(namespace));
        return 1;
    }

    private Integer close(String namespace) {
        watchers.forEach(watcher -> watcher.closed(namespace));
        return null;
    }
}
