package io.logcast.gateway.redis;

import io.logcast.gateway.socketio.Adapter;

/**
 * Takes what Node's servers say to each other, as one that listens: packets reach sockets, who is to join, leave or go does.
 * What needs an answer is none of its business.
 */
final class ClusterDoor {

    private final Adapter adapter;
    private final PacketRoute route;
    private final RedisCounters counters;

    ClusterDoor(Adapter adapter, PacketRoute route, RedisCounters counters) {
        this.adapter = adapter;
        this.route = route;
        this.counters = counters;
    }

    void read(StreamEntry entry) throws Unreadable {
        ClusterMessage message = entry.message();
        if (message.isPacket()) {
            route.take(message.packet(), entry);
        } else if (entry.isPast()) {
            counters.count(Tally.PAST);
        } else {
            move(message);
        }
    }

    void move(ClusterMessage message) throws Unreadable {
        counters.count(isMoved(message) ? Tally.REQUESTS : Tally.IGNORED_REQUESTS);
    }

    private boolean isMoved(ClusterMessage message) throws Unreadable {
        switch (message.type()) {
            case JOIN -> adapter.join(message.selector(), message.rooms());
            case LEAVE -> adapter.leave(message.selector(), message.rooms());
            case DISCONNECT -> adapter.disconnect(message.selector(), message.closes());
            default -> {
                return false;
            }
        }
        return true;
    }
}
