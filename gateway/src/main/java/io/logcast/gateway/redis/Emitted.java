package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.socketio.Flags;
import io.logcast.gateway.socketio.Selector;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A packet that an emitter or another server has published.
 *
 * @param uid of the sender; emitters are all called {@code emitter}
 * @param name of the namespace, as it was sent
 * @param rooms in the order in which they were sent
 */
record Emitted(String uid, String name, Set<String> rooms, Set<String> except, ArrayNode event, boolean isVolatile) {

    Emitted {
        rooms = Collections.unmodifiableSet(new LinkedHashSet<>(rooms));
        except = Collections.unmodifiableSet(new LinkedHashSet<>(except));
    }

    /** With its slash, which the emitters before 3.2 did not add. */
    String namespace() {
        return name.startsWith("/") ? name : "/" + name;
    }

    Selector selector() {
        return new Selector(namespace(), rooms, except);
    }

    Flags flags() {
        return isVolatile ? Flags.VOLATILE : Flags.NONE;
    }

    /** Whether it belongs on this channel: Node's servers do not take it from another either. */
    boolean belongsOn(String channel, Channels channels) {
        return channel.startsWith(channels.packets(name));
    }

    /**
     * Emitters before 3 publish a packet for several rooms once for each of them, with all rooms in it, so that the first of
     * the copies says it all. Later ones publish it once, on the channel of no room.
     */
    boolean isCopy(String channel, Channels channels) {
        Iterator<String> room = rooms.iterator();
        if (rooms.size() < 2 || channel.equals(channels.packets(name, room.next()))) {
            return false;
        }
        while (room.hasNext()) {
            if (channel.equals(channels.packets(name, room.next()))) {
                return true;
            }
        }
        return false;
    }
}
