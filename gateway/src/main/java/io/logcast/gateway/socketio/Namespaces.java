package io.logcast.gateway.socketio;

import io.logcast.gateway.engineio.MalformedMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The namespaces that one connection is in, and those that it has asked for. */
final class Namespaces {

    private static final int USUALLY = 2;

    private final int most;

    /** Null where there is no answer yet. */
    private final Map<String, NamespaceSocket> sockets = new HashMap<>(USUALLY);

    private int turn;

    Namespaces(int most) {
        this.most = most;
    }

    /** @throws MalformedMessage if it is in there or has asked already, as in Socket.IO's own server, or asks for too many */
    void ask(String namespace) {
        if (sockets.containsKey(namespace)) {
            throw new MalformedMessage("connects to a namespace again");
        }
        if (sockets.size() >= most) {
            throw new MalformedMessage("connects to too many namespaces");
        }
        sockets.put(namespace, null);
    }

    void refuse(String namespace) {
        sockets.remove(namespace);
    }

    void enter(NamespaceSocket socket) {
        sockets.put(socket.namespace(), socket);
    }

    void leave(NamespaceSocket socket) {
        sockets.remove(socket.namespace(), socket);
    }

    /** Null if it is not in there. */
    NamespaceSocket get(String namespace) {
        return sockets.get(namespace);
    }

    boolean isInNone() {
        return sockets.values().stream().allMatch(Objects::isNull);
    }

    /** @param implicit one that does not count; null: each counts, also one that there is no answer to yet */
    boolean hasNoneBut(String implicit) {
        return sockets.keySet().stream().allMatch(name -> name.equals(implicit));
    }

    /** Another one is first each time: the first takes what room a slow connection has. */
    void each(Consumer<NamespaceSocket> what) {
        List<NamespaceSocket> all = new ArrayList<>(sockets.values());
        all.removeIf(Objects::isNull);
        Collections.rotate(all, turn++);
        all.forEach(what);
    }
}
