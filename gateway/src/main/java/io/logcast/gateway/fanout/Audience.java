package io.logcast.gateway.fanout;

import static java.util.Objects.requireNonNull;

import io.logcast.channel.Channel;
import io.logcast.gateway.tail.TailEntry;
import java.util.Set;

/**
 * Which emitted packets a Socket.IO socket is among the targets of.
 *
 * @param namespace with its slash
 * @param rooms that it is in, its own id included
 */
public record Audience(String namespace, Set<String> rooms) {

    public Audience {
        requireNonNull(namespace, "namespace is null");
        rooms = Set.copyOf(rooms);
    }

    /** @param entry on a channel that the socket listens to: on a room's, it is in that room */
    boolean hears(TailEntry entry) {
        return entry.target() == null
                || (entry.target().namespace().equals(namespace)
                        && (entry.key().channel().kind() == Channel.Kind.ROOM
                                || entry.target().selects(rooms)));
    }
}
