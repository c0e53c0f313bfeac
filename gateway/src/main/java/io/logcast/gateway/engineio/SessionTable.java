package io.logcast.gateway.engineio;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All sessions of this gateway. From any thread. */
final class SessionTable {

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger webSockets = new AtomicInteger();
    private final AtomicInteger unsettled = new AtomicInteger();

    void add(Session session) {
        sessions.put(session.sid(), session);
        unsettled.incrementAndGet();
        if (!session.isPolling()) {
            webSockets.incrementAndGet();
        }
    }

    /** A session has moved from polling to WebSocket. */
    void upgraded() {
        webSockets.incrementAndGet();
    }

    /** Once for each session, at the latest when it is removed. */
    void settled() {
        unsettled.decrementAndGet();
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

    /** Those that nobody has let in yet. */
    int unsettled() {
        return unsettled.get();
    }

    int webSockets() {
        return webSockets.get();
    }
}
