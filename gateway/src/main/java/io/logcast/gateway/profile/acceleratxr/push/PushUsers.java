package io.logcast.gateway.profile.acceleratxr.push;

import io.logcast.gateway.profile.acceleratxr.AcceleratxrSettings;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How much each user has open at this gateway, over all connections, which are on any event loops. Under its own monitor, for a
 * few instructions each.
 */
@Singleton
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
final class PushUsers {

    private final int maxSockets;
    private final int maxSubscriptions;
    private final Map<String, Open> users = new HashMap<>();

    PushUsers(PushSettings settings) {
        this.maxSockets = settings.maxSockets();
        this.maxSubscriptions = settings.maxSubscriptions();
    }

    /** One more socket, with the user's own channel; false if there are too many. */
    synchronized boolean enter(String uid) {
        Open open = users.computeIfAbsent(uid, user -> new Open());
        if (open.sockets >= maxSockets) {
            return false;
        }
        open.sockets++;
        open.channels.merge(uid, 1, Integer::sum);
        return true;
    }

    /** One more channel of a socket; false if the user has too many of them. Several sockets may have the same one. */
    synchronized boolean take(String uid, String channel) {
        Map<String, Integer> channels = users.get(uid).channels;
        if (!channels.containsKey(channel) && channels.size() >= maxSubscriptions) {
            return false;
        }
        channels.merge(channel, 1, Integer::sum);
        return true;
    }

    synchronized void drop(String uid, String channel) {
        users.get(uid).channels.computeIfPresent(channel, (name, count) -> count == 1 ? null : count - 1);
    }

    /** A socket is gone, and with it its channels. */
    synchronized void leave(String uid, Collection<String> channels) {
        channels.forEach(channel -> drop(uid, channel));
        if (--users.get(uid).sockets == 0) {
            users.remove(uid);
        }
    }

    synchronized boolean isEmpty() {
        return users.isEmpty();
    }

    private static final class Open {
        private final Map<String, Integer> channels = new HashMap<>();
        private int sockets;
    }
}
