package io.logcast.gateway.fanout;

import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailListener;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Delivers what the tail has read to the subscribers of this gateway: one hand-over per event loop and batch. */
public final class Fanout implements TailListener {

    private final Map<EventExecutor, Shard> shards = new ConcurrentHashMap<>();
    /** The latest tail that ended: a subscriber that was granted it just before would otherwise wait on it for ever. */
    private volatile Tail lost;

    /** On the subscriber's event loop. From now on it hears of everything that moves. */
    public void add(EventExecutor loop, Subscriber subscriber) {
        shards.computeIfAbsent(loop, Shard::new).add(subscriber);
        if (subscriber.reads(lost)) {
            subscriber.close(CloseReason.LOG_LOST);
        }
    }

    /** On the subscriber's event loop. */
    public void remove(EventExecutor loop, Subscriber subscriber) {
        Shard shard = shards.get(loop);
        if (shard != null) {
            shard.remove(subscriber);
        }
    }

    @Override
    public void moved(Tail tail, Set<Integer> partitions) {
        shards.values().forEach(shard -> shard.moved(partitions));
    }

    @Override
    public void lost(Tail tail) {
        lost = tail;
        shards.values().forEach(shard -> shard.close(subscriber -> subscriber.reads(tail), CloseReason.LOG_LOST));
    }

    /** From any thread: ends every stream; returns before they have ended. */
    public void closeAll(CloseReason reason) {
        shards.values().forEach(shard -> shard.close(subscriber -> true, reason));
    }
}
