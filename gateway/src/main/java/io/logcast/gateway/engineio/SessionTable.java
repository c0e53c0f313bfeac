package io.logcast.gateway.engineio;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All sessions of this gateway. From any thread. */
final class SessionTable {

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger webSockets = new AtomicInteger();

    void add(Session session) {
        sessions.put(session.sid(), session);
        if (!session.isPolling()) {
            webSockets.incrementAndGet();
        }
    }

    /** A session has moved from polling to WebSocket. */
    void upgraded() {
        webSockets.incrementAndGet();
    }

    void remove(Session session) {
        if (sessions.remove(session.sid(), session) && !session.isPolling()) {
            webSockets.decrementAndGet();
        }
    }

    /** Null if there is none. */
    Session get(String sid) {
        return sessions.get(sid);
    }

    Collection<Session> all() {
        return sessions.values();
    }

    int size() {
        return sessions.size();
    }

    int webSockets() {
        return webSockets.get();
    }
}
