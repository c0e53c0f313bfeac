package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** The answer that an event of a client asks for. */
@FunctionalInterface
public interface Acknowledgement {

    /** For events that ask for none. */
    Acknowledgement NONE = arguments -> {};

    /** From any thread; only the first call counts. */
    void send(ArrayNode arguments);

    default boolean isWanted() {
        return this != NONE;
    }
}
