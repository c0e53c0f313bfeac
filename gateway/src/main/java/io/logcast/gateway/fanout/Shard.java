package io.logcast.gateway.fanout;

import io.netty.util.concurrent.EventExecutor;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscribers of one event loop. They belong to that loop; the tail thread only leaves word of which partitions have
 * moved, and however often it does, at most one visit of the loop is under way.
 */
final class Shard {

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final long TICK_MILLIS = 1000;

    private final EventExecutor loop;
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    /** Guarded by itself: the note that the tail thread leaves. */
    private final BitSet moved = new BitSet();

    Shard(EventExecutor loop) {
        this.loop = loop;
        loop.scheduleAtFixedRate(
                () -> visit(subscriber -> true, Subscriber::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(Subscriber subscriber) {
        assert loop.inEventLoop();
        subscribers.add(subscriber);
    }

    void remove(Subscriber subscriber) {
        assert loop.inEventLoop();
        subscribers.remove(subscriber);
    }

    int size() {
        assert loop.inEventLoop();
        return subscribers.size();
    }

    /** From any thread. */
    void moved(Set<Integer> partitions) {
        synchronized (moved) {
            boolean visitComes = !moved.isEmpty();
            partitions.forEach(moved::set);
            if (visitComes) {
                return;
            }
        }
        loop.execute(this::visitMoved);
    }

    /** From any thread. */
    void close(Predicate<Subscriber> which, CloseReason reason) {
        loop.execute(() -> visit(which, subscriber -> subscriber.close(reason)));
    }

    private void visitMoved() {
        BitSet news;
        synchronized (moved) {
            news = (BitSet) moved.clone();
            moved.clear();
        }
        visit(subscriber -> news.get(subscriber.partition()), Subscriber::advance);
    }

    /** One broken subscriber must not cost the others their turn. */
    private void visit(Predicate<Subscriber> which, Consumer<Subscriber> what) {
        for (Subscriber subscriber : List.copyOf(subscribers)) {
            if (which.test(subscriber)) {
                attempt(subscriber, what);
            }
        }
    }

    private static void attempt(Subscriber subscriber, Consumer<Subscriber> what) {
        try {
            what.accept(subscriber);
        } catch (RuntimeException e) {
            LOG.error("A subscriber failed and is closed", e);
            subscriber.close(CloseReason.FAILED);
        }
    }
}
