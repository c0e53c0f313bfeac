package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The sockets of this gateway, by namespace and room (Socket.IO calls it the adapter). From any thread; what it does reaches
 * the event loops of the sockets a moment later.
 */
public interface Adapter {

    /**
     * Sends an event (its name, then its arguments) to whom the selector names, encoded once. Past the log. Nobody may change
     * the event afterwards.
     *
     * @throws IllegalArgumentException if no client would take that as an event: its name is missing, or a reserved one
     */
    void broadcast(Selector to, ArrayNode event, Flags flags);

    /**
     * Like {@link #broadcast}, and asks each of them for an answer.
     *
     * @param answers is told how many were asked, once, and then of each answer
     */
    void broadcastWithAck(Selector to, ArrayNode event, AckCollector answers);

    void join(Selector which, Set<String> rooms);

    void leave(Selector which, Set<String> rooms);

    void disconnect(Selector which, boolean transport);

    CompletionStage<List<SocketInfo>> fetch(Selector which);

    /** All rooms that a socket of this namespace is in. */
    CompletionStage<Set<String>> rooms(String namespace);

    /** The namespaces that have sockets here. */
    Collection<String> namespaces();

    /**
     * Is told when a namespace gets its first socket here and when it loses its last; on any thread, but in turns for one
     * namespace. Must not wait for anything.
     */
    void onNamespaces(NamespaceWatcher watcher);

    /**
     * Is told when a room of this namespace gets its first socket here and when it loses its last; on any thread, but in turns
     * for one room. The room that bears a socket's id is not told of. Must not wait for anything. To be called before there
     * are sockets.
     */
    void onRooms(String namespace, RoomWatcher watcher);

    /** See {@link #onRooms}. */
    interface RoomWatcher {

        void opened(String namespace, String room);

        void closed(String namespace, String room);
    }

    /** See {@link #onNamespaces}. */
    interface NamespaceWatcher {

        void opened(String namespace);

        void closed(String namespace);
    }

    /** See {@link #broadcastWithAck}. Called on any thread. */
    interface AckCollector {

        void asked(int clients);

        void answered(ArrayNode arguments);
    }
}
