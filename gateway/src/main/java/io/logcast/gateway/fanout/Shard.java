package io.logcast.gateway.fanout;

import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.tail.TailLog;
import io.logcast.node.warning.Seldom;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscribers of one event loop. They, their groups and heads belong to that loop; from other threads only
 * {@link #moved}, {@link #visitAll}, {@link #drain} and {@link #size} may be called.
 */
final class Shard {

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final Seldom SELDOM = new Seldom(LOG);

    private final Loop loop;
    private final FanoutSettings settings;
    private final ReplaySource replay;
    private final ByteBufAllocator buffers;
    private final LongSupplier nanoClock;
    private final News news;
    private final Groups groups;
    private final LongAdder encoded = new LongAdder();
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private volatile int size;
    private boolean sweeping;
    private List<Subscriber> awaiting = new ArrayList<>();

    Shard(Loop loop, FanoutSettings settings, ReplaySource replay, ByteBufAllocator buffers, LongSupplier nanoClock) {
        this.loop = loop;
        this.settings = settings;
        this.replay = replay;
        this.buffers = buffers;
        this.nanoClock = nanoClock;
        this.news = new News(loop, this::sweep);
        this.groups = new Groups(news, buffers, encoded);
    }

    Subscriber add(Admission admission, FrameEncoder encoder, Outlet outlet) {
        Group group = groups.enter(new Group.Key(admission.tail(), admission.subscription(), encoder));
        Pulse pulse = new Pulse(settings, encoder.beat(), nanoTime(), admission.lifetime());
        Voice voice = new Voice(this, group, outlet, pulse);
        Subscriber subscriber = new Subscriber(this, group, voice, admission.lagging());
        subscribers.add(subscriber);
        size = subscribers.size();
        return subscriber;
    }

    void remove(Subscriber subscriber) {
        if (subscribers.remove(subscriber)) {
            size = subscribers.size();
            groups.exit(subscriber.group());
        }
    }

    /** From any thread. */
    int size() {
        return size;
    }

    /** From any thread: how many frames of deliveries have been encoded. */
    long encoded() {
        return encoded.sum();
    }

    /**
     * Whether a head is about to move: what it passes has been offered to those who are live. Who would become live now, at
     * the place where the head still is, would miss that.
     */
    boolean isSweeping() {
        return sweeping;
    }

    /** Called again when some head has moved. */
    void awaitHeads(Subscriber subscriber) {
        awaiting.add(subscriber);
    }

    Batch batch(Group group) {
        return new Batch(group.key().encoder(), buffers, encoded);
    }

    ReplaySource replay() {
        return replay;
    }

    FanoutSettings settings() {
        return settings;
    }

    long nanoTime() {
        return nanoClock.getAsLong();
    }

    /** Throws nothing: the loop would never call it again. */
    void tick() {
        try {
            long now = nanoTime();
            each(subscriber -> true, subscriber -> subscriber.tick(now));
        } catch (RuntimeException | Error e) {
            SELDOM.warn("A tick of an event loop failed; the next one tries again", e);
        }
    }

    /** From any thread. */
    void moved(Collection<TailLog> logs) {
        news.moved(logs);
    }

    /** From any thread. */
    void visitAll(Predicate<Subscriber> which, Consumer<Subscriber> what) {
        loop.execute(() -> each(which, what));
    }

    /** From any thread. */
    CompletableFuture<Void> drain(Draining.Spread spread) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> new Draining(loop, nanoClock, spread, List.copyOf(subscribers), done).run());
        return done;
    }

    private void sweep() {
        sweeping = true;
        try {
            news.take().forEach(this::sweep);
        } finally {
            sweeping = false;
        }
        recheck();
    }

    /** Whatever goes wrong ends with this log: the others have moved as well, and nobody would say so again. */
    private void sweep(TailLog log) {
        try {
            Head head = groups.head(log);
            if (head != null && head.sweep(nanoTime())) {
                // A slice at a time: the other logs and the loop's other work come in between.
                news.moved(List.of(log));
            }
        } catch (RuntimeException | Error e) {
            SELDOM.warn("A partition could not be handed on; its next entry tries again", e);
        }
    }

    private void recheck() {
        if (!awaiting.isEmpty()) {
            List<Subscriber> those = awaiting;
            awaiting = new ArrayList<>();
            those.forEach(subscriber -> attempt(subscriber, Subscriber::headMoved));
        }
    }

    private void each(Predicate<Subscriber> which, Consumer<Subscriber> what) {
        for (Subscriber subscriber : List.copyOf(subscribers)) {
            if (which.test(subscriber)) {
                attempt(subscriber, what);
            }
        }
    }

    /**
     * Whatever goes wrong ends this subscriber, for half a slice that is read again would come twice; and it ends nothing
     * else. Errors too: by one netty tells that its memory is used up.
     */
    static void attempt(Subscriber subscriber, Consumer<Subscriber> what) {
        try {
            what.accept(subscriber);
        } catch (RuntimeException | Error e) {
            failed(subscriber, e);
        }
    }

    static void failed(Subscriber subscriber, Throwable cause) {
        LOG.error("A subscriber failed and is closed", cause);
        try {
            subscriber.close(CloseReason.FAILED);
        } catch (RuntimeException | Error e) {
            // The end of its connection comes last, and may need the very memory that is used up.
            LOG.error("The connection of a subscriber that failed could not be ended", e);
        }
    }
}
