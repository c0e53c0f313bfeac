package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.engineio.Handshake;
import io.logcast.gateway.socketio.Adapter;
import io.logcast.gateway.socketio.Flags;
import io.logcast.gateway.socketio.Selector;
import io.logcast.gateway.socketio.SocketInfo;
import io.logcast.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sockets that exist only by name, and what was done to them, as text. */
final class RecordingAdapter implements Adapter {

    private final List<String> deeds = new CopyOnWriteArrayList<>();
    private final Map<String, Set<String>> roomsOfSocket = new ConcurrentHashMap<>();
    private final Map<String, String> namespaceOfSocket = new ConcurrentHashMap<>();
    private final Map<String, Integer> socketsOfRoom = new ConcurrentHashMap<>();
    private final Map<String, RoomWatcher> roomWatchers = new ConcurrentHashMap<>();
    private final List<NamespaceWatcher> watchers = new CopyOnWriteArrayList<>();

    private CompletionStage<Void> loops = CompletableFuture.completedFuture(null);

    /** From now on {@link #fetch} has its answer when this completes. */
    CompletableFuture<Void> holdUpWhatIsAsked() {
        CompletableFuture<Void> held = new CompletableFuture<>();
        loops = held;
        return held;
    }

    List<String> deeds() {
        return deeds;
    }

    void enter(String namespace, String socket, String... rooms) {
        Set<String> all = new HashSet<>(Set.of(rooms));
        all.add(socket);
        boolean first = !namespaces().contains(namespace);
        roomsOfSocket.put(socket, all);
        namespaceOfSocket.put(socket, namespace);
        all.stream().filter(room -> !room.equals(socket)).forEach(room -> change(namespace, room, 1));
        if (first) {
            watchers.forEach(watcher -> watcher.opened(namespace));
        }
    }

    void leave(String socket) {
        String namespace = namespaceOfSocket.remove(socket);
        roomsOfSocket.remove(socket).stream()
                .filter(room -> !room.equals(socket))
                .forEach(room -> change(namespace, room, -1));
        if (!namespaces().contains(namespace)) {
            watchers.forEach(watcher -> watcher.closed(namespace));
        }
    }

    @Override
    public void broadcast(Selector to, ArrayNode event, Flags flags) {
        deeds.add((flags.isVolatile() ? "volatile " : "") + text(to) + " " + new String(Json.bytes(event), UTF_8));
    }

    /** Each socket that is asked answers with its own name. */
    @Override
    public void broadcastWithAck(Selector to, ArrayNode event, AckCollector answers) {
        List<String> asked = selected(to);
        answers.asked(asked.size());
        asked.forEach(socket -> answers.answered(event.arrayNode().add(socket)));
    }

    @Override
    public void join(Selector which, Set<String> rooms) {
        deeds.add("join " + text(which) + " " + new TreeSet<>(rooms));
        selected(which).forEach(socket -> roomsOfSocket.get(socket).addAll(rooms));
    }

    @Override
    public void leave(Selector which, Set<String> rooms) {
        deeds.add("leave " + text(which) + " " + new TreeSet<>(rooms));
        selected(which).forEach(socket -> roomsOfSocket.get(socket).removeAll(rooms));
    }

    @Override
    public void disconnect(Selector which, boolean transport) {
        deeds.add((transport ? "close " : "disconnect ") + text(which));
    }

    @Override
    public CompletionStage<List<SocketInfo>> fetch(Selector which) {
        List<SocketInfo> sockets = selected(which).stream()
                .map(socket -> new SocketInfo(socket, handshake(), roomsOfSocket.get(socket)))
                .toList();
        return loops.thenApply(answered -> sockets);
    }

    @Override
    public CompletionStage<Set<String>> rooms(String namespace) {
        Set<String> rooms = new HashSet<>();
        selected(new Selector(namespace, Set.of(), Set.of()))
                .forEach(socket -> rooms.addAll(roomsOfSocket.get(socket)));
        return CompletableFuture.completedFuture(rooms);
    }

    @Override
    public Collection<String> namespaces() {
        return Set.copyOf(namespaceOfSocket.values());
    }

    @Override
    public void onNamespaces(NamespaceWatcher watcher) {
        watchers.add(watcher);
    }

    @Override
    public void onRooms(String namespace, RoomWatcher watcher) {
        roomWatchers.put(namespace, watcher);
    }

    private void change(String namespace, String room, int by) {
        RoomWatcher watcher = roomWatchers.get(namespace);
        int count = socketsOfRoom.merge(namespace + " " + room, by, Integer::sum);
        if (watcher != null && by > 0 && count == 1) {
            watcher.opened(namespace, room);
        } else if (watcher != null && count == 0) {
            watcher.closed(namespace, room);
        }
    }

    private List<String> selected(Selector which) {
        return roomsOfSocket.keySet().stream()
                .filter(socket -> which.namespace().equals(namespaceOfSocket.get(socket)))
                .filter(socket -> which.selects(roomsOfSocket.get(socket)))
                .sorted()
                .toList();
    }

    private static String text(Selector which) {
        String except = which.except().isEmpty() ? "" : " but " + new TreeSet<>(which.except());
        return which.namespace() + " " + new TreeSet<>(which.rooms()) + except;
    }

    private static Handshake handshake() {
        return new Handshake(
                4,
                "/socket.io/",
                Map.of("EIO", List.of("4"), "token", List.of("SECRET"), "stream", List.of("a", "b")),
                Map.of("authorization", "Bearer SECRET", "cookie", "jwt=SECRET", "origin", "http://shop"),
                "10.0.0.7",
                false,
                Instant.parse("2026-11-21T15:04:05.006Z"));
    }
}
