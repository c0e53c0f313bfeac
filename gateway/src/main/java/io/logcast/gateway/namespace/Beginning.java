package io.logcast.gateway.namespace;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.Tail;
import java.util.Set;

/**
 * How a socket's stay begins.
 *
 * @param tail that the positions of {@code start} are positions of
 * @param seat the hold of its session; null: it cannot be recovered
 * @param recovered null: a new session
 * @param rooms that it is in from the beginning, besides its own
 */
record Beginning(Tail tail, Start start, Seat seat, Recovered recovered, Set<String> rooms) {

    Beginning {
        requireNonNull(tail, "tail is null");
        requireNonNull(start, "start is null");
        rooms = Set.copyOf(rooms);
    }

    /**
     * An earlier session that goes on.
     *
     * @param pid as the client sent it: it knows itself recovered when it gets the same back
     * @param socket the id that it had
     */
    record Recovered(String pid, String socket) {}

    /** Null: a new one. */
    String socketId() {
        return recovered == null ? null : recovered.socket();
    }
}
