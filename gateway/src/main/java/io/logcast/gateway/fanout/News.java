package io.logcast.gateway.fanout;

import io.logcast.gateway.tail.TailLog;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the tail thread leaves for an event loop: which logs have moved. However often it does, at most one visit of the
 * loop is under way. What comes while the loop is busy leaves in the write of the next visit, which is what makes a busy
 * gateway cheap.
 */
final class News {

    private final Loop loop;
    private final Runnable visit;
    /** Who is in here is worth a visit. Written by the loop, read by the tail thread. */
    private final Set<TailLog> wanted = ConcurrentHashMap.newKeySet();
    /** Guarded by itself. */
    private final Set<TailLog> moved = new LinkedHashSet<>();

    News(Loop loop, Runnable visit) {
        this.loop = loop;
        this.visit = visit;
    }

    void want(TailLog log) {
        wanted.add(log);
    }

    void forget(TailLog log) {
        wanted.remove(log);
    }

    /** From any thread. */
    void moved(Collection<TailLog> logs) {
        synchronized (moved) {
            boolean visitComes = !moved.isEmpty();
            logs.stream().filter(wanted::contains).forEach(moved::add);
            if (visitComes || moved.isEmpty()) {
                return;
            }
        }
        loop.execute(visit);
    }

    /** On the loop. */
    List<TailLog> take() {
        synchronized (moved) {
            List<TailLog> all = List.copyOf(moved);
            moved.clear();
            return all;
        }
    }
}
