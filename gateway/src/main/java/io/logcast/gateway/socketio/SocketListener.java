package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** What is done about one {@link ClientSocket}. Called on its event loop. */
public interface SocketListener {

    /** It may come in. Sooner or later this must lead to {@link ClientSocket#confirm}. */
    void admitted(ClientSocket socket);

    /** The client emitted: the event's name, then its arguments. */
    void event(ClientSocket socket, ArrayNode event, Acknowledgement ack);

    /** Its connection takes frames again, or has become another {@link ClientSocket#wire()}. */
    default void writable(ClientSocket socket) {}

    /** It was put into rooms, or taken out, by somebody else. */
    default void roomsChanged(ClientSocket socket) {}

    /** Where the client is: appended to every event without an ack id, as its offset; null: nothing is appended. */
    default String offset(ClientSocket socket) {
        return null;
    }

    /**
     * Whether others reach it by its namespace, its rooms and its id, and count it among the sockets. False for one that may be
     * here without rights: what is sent to a namespace is not for it.
     */
    default boolean isReachable() {
        return true;
    }

    /** Its connection ended before it could come in: the only call then. On the connection's event loop. */
    default void abandoned() {}

    /** The last call. */
    default void left(ClientSocket socket, DisconnectReason reason) {}
}
