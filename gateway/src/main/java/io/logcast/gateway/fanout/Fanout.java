package io.logcast.gateway.fanout;

import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailListener;
import io.logcast.gateway.tail.TailLog;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Delivers what the tail has read to the subscribers of this gateway: one hand-over per event loop and batch. */
public final class Fanout implements TailListener {

    private static final long TICK_MILLIS = 1000;

    private final FanoutSettings settings;
    private final ReplaySource replay;
    private final Map<EventExecutor, Shard> shards = new ConcurrentHashMap<>();
    /**
     * The tails that ended, while somebody still holds them: a subscriber that was granted one before, and was then waiting
     * for its start, would otherwise wait on it for ever.
     */
    private final Set<Tail> lost = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    /** Not null from the moment on that nobody is taken in any more. */
    private volatile Draining.Spread draining;

    public Fanout(FanoutSettings settings, ReplaySource replay) {
        this.settings = settings;
        this.replay = replay;
    }

    /**
     * On the event loop of the connection. From now on the subscriber hears of everything that moves; it is sent nothing
     * before {@link Subscriber#begin}.
     */
    public Subscriber admit(EventExecutor loop, Admission admission, FrameEncoder encoder, Outlet outlet) {
        Subscriber subscriber = shards.computeIfAbsent(loop, this::open).add(admission, encoder, outlet);
        if (lost.contains(admission.tail())) {
            subscriber.close(CloseReason.LOG_LOST);
        }
        Draining.Spread leaving = draining;
        if (leaving != null) {
            subscriber.close(CloseReason.SHUTDOWN, leaving.retryMillis());
        }
        return subscriber;
    }

    @Override
    public void moved(List<TailLog> logs) {
        shards.values().forEach(shard -> shard.moved(logs));
    }

    @Override
    public void lost(Tail tail) {
        lost.add(tail);
        // The topic may be another one now: what was read of it before is no replay of this one.
        replay.forget();
        shards.values()
                .forEach(shard -> shard.visitAll(
                        subscriber -> subscriber.reads(tail), subscriber -> subscriber.close(CloseReason.LOG_LOST)));
    }

    /** From any thread: ends every stream; returns before they have ended. */
    public void closeAll(CloseReason reason) {
        shards.values().forEach(shard -> shard.visitAll(subscriber -> true, subscriber -> subscriber.close(reason)));
    }

    /**
     * From any thread: takes nobody in any more, and ends every stream, spread over a time that grows with their number.
     *
     * @param most how long that may take; each client is asked to come back {@code retry} and up to as much later
     * @return completed when all have been told
     */
    public CompletionStage<Void> drain(Duration most) {
        Draining.Spread spread = Draining.Spread.of(subscribers(), most, settings.retry(), Fanout::random);
        draining = spread;
        return CompletableFuture.allOf(
                shards.values().stream().map(shard -> shard.drain(spread)).toArray(CompletableFuture[]::new));
    }

    public boolean isDraining() {
        return draining != null;
    }

    private static long random(long most) {
        return ThreadLocalRandom.current().nextLong(most + 1);
    }

    /** From any thread: how many subscribers there are, as of a moment ago. */
    public int subscribers() {
        return shards.values().stream().mapToInt(Shard::size).sum();
    }

    /**
     * From any thread: how many frames of deliveries have been encoded, however many subscribers each was sent to. By this
     * a test sees that they are shared.
     */
    public long encoded() {
        return shards.values().stream().mapToLong(Shard::encoded).sum();
    }

    private Shard open(EventExecutor loop) {
        // Its duplicates are used again; those of netty's default allocator are an object for each delivery.
        Shard shard = new Shard(Loop.of(loop), settings, replay, PooledByteBufAllocator.DEFAULT, System::nanoTime);
        loop.scheduleAtFixedRate(shard::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return shard;
    }
}
