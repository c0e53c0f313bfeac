package io.logcast.gateway.fanout;

import io.logcast.gateway.tail.TailLog;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What the tail thread leaves for an event loop: which logs have moved. However often it does, at most one visit of the
 * loop is under way. While the loop is busy the visit waits, as long as the last one took and never longer than
 * {@code gather}: what comes meanwhile leaves in the same write, which is what makes a busy gateway cheap.
 */
final class News {

    /** A visit that is quicker than this does not make the next one wait: the loop is not busy. */
    private static final long BUSY_NANOS = 200_000;

    private final Loop loop;
    private final long gather;
    private final LongSupplier nanoClock;
    private final Runnable visit;
    /** Who is in here is worth a visit. Written by the loop, read by the tail thread. */
    private final Set<TailLog> wanted = ConcurrentHashMap.newKeySet();
    /** Guarded by itself. */
    private final Set<TailLog> moved = new LinkedHashSet<>();

    private long visitEnded;
    private long visitTook;

    News(Loop loop, long gatherNanos, LongSupplier nanoClock, Runnable visit) {
        this.loop = loop;
        this.gather = gatherNanos;
        this.nanoClock = nanoClock;
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
        loop.execute(this::visitOrGather);
    }

    /** On the loop. */
    List<TailLog> take() {
        synchronized (moved) {
            List<TailLog> all = List.copyOf(moved);
            moved.clear();
            return all;
        }
    }

    private void visitOrGather() {
        long rest = Math.min(visitTook, gather) - (nanoClock.getAsLong() - visitEnded);
        if (visitTook >= BUSY_NANOS && rest > 0) {
            loop.schedule(this::visitNow, rest);
        } else {
            visitNow();
        }
    }

    private void visitNow() {
        long begun = nanoClock.getAsLong();
        try {
            visit.run();
        } finally {
            visitEnded = nanoClock.getAsLong();
            visitTook = visitEnded - begun;
        }
    }
}
