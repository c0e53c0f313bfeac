package io.logcast.gateway.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The channels of one kind, each heard as long as there is a wish for it, here or at another gateway: gateways tell each other
 * of their wishes and say again from time to time that they have them, so that those of a dead one expire. From any thread,
 * under its own monitor; the others are told within it, else the end of a wish could be heard after the beginning of the next.
 */
final class OnDemandChannels implements RedisInlet.OnDemand {

    /** How long a wish counts that is not said again; long enough for clients of a dead gateway to come to another. */
    static final Duration TERM = Duration.ofSeconds(15);

    /** Then whoever wants a channel begins, though another gateway may not hear it yet. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration NEXT_LOOK = Duration.ofMillis(10);

    /** In one message. */
    private static final int MOST_AT_ONCE = 500;

    private static final long STAYING = 0;

    private final String kind;
    private final RedisInlet.Reader reader;
    private final Predicate<String> foreign;
    private final Duration linger;
    private final Hearing hearing;
    private final Post post;
    private final ControlChannel control;
    private final OwnMessages own = new OwnMessages();
    private final ScheduledExecutorService timer;
    private final Map<String, Wish> wishes = new HashMap<>();
    private long leavings;

    /** @param linger so long a channel is still heard: who wants it again, here or elsewhere, finds it without a gap */
    OnDemandChannels(
            String kind,
            RedisInlet.Reader reader,
            Predicate<String> foreign,
            Duration linger,
            Hearing hearing,
            Post post,
            ControlChannel control,
            ScheduledExecutorService timer) {
        this.kind = kind;
        this.reader = reader;
        this.foreign = foreign;
        this.linger = linger;
        this.hearing = hearing;
        this.post = post;
        this.control = control;
        this.timer = timer;
    }

    @Override
    public boolean isForeign(String channel) {
        return foreign.test(channel);
    }

    @Override
    public CompletionStage<Void> want(String channel) {
        requireOwn(channel);
        CompletableFuture<Void> heard;
        synchronized (this) {
            heard = wanted(channel);
            if (heard.isDone()) {
                return heard;
            }
            control.want(kind, List.of(channel));
        }
        muster(channel, heard);
        return heard;
    }

    /** The same for one who does not wait until others hear it. */
    synchronized void ask(String channel) {
        wanted(channel);
        control.want(kind, List.of(channel));
    }

    @Override
    public void unwant(String channel) {
        long leaving = unwanted(channel);
        if (leaving != STAYING && !timer.isShutdown()) {
            timer.schedule(() -> leave(channel, leaving), linger.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Both go by one connection: between the two Redis may get others' messages, and this one is still the next like it. */
    @Override
    public synchronized CompletionStage<Long> publish(String channel, byte[] message) {
        requireOwn(channel);
        control.own(kind, channel, message);
        return post.bytes(channel, message);
    }

    /** A gateway is about to publish something; what this one does not hear it need not know. */
    void owned(String channel, String what) {
        if (hears(channel)) {
            own.announced(what);
        }
    }

    boolean takesAsOwn(String channel, byte[] message) {
        return own.take(channel, message);
    }

    RedisInlet.Reader reader() {
        return reader;
    }

    synchronized boolean hears(String channel) {
        return wishes.containsKey(channel);
    }

    /** Another gateway has said that it wants these. */
    synchronized void wantedBy(String node, List<String> channels) {
        long until = System.nanoTime() + TERM.toNanos();
        channels.stream()
                .filter(channel -> !isForeign(channel))
                .forEach(channel -> wish(channel).others.put(node, until));
    }

    /** Another gateway has said that it does not want these any more. */
    synchronized void unwantedBy(String node, List<String> channels) {
        channels.forEach(channel -> {
            Wish wish = wishes.get(channel);
            if (wish != null) {
                wish.others.remove(node);
                forgetIfUnwanted(channel, wish);
            }
        });
    }

    synchronized void expire() {
        long now = System.nanoTime();
        new ArrayList<>(wishes.entrySet()).forEach(entry -> {
            entry.getValue().others.values().removeIf(until -> until - now < 0);
            forgetIfUnwanted(entry.getKey(), entry.getValue());
        });
    }

    /** Says again what is wanted here. */
    void say() {
        List<String> wanted = wantedHere();
        for (int from = 0; from < wanted.size(); from += MOST_AT_ONCE) {
            control.want(kind, wanted.subList(from, Math.min(wanted.size(), from + MOST_AT_ONCE)));
        }
    }

    private void requireOwn(String channel) {
        if (isForeign(channel)) {
            throw new IllegalArgumentException("the channel " + channel + " is somebody else's");
        }
    }

    private CompletableFuture<Void> wanted(String channel) {
        Wish wish = wish(channel);
        wish.own++;
        wish.leaving = STAYING;
        if (wish.heard == null) {
            wish.heard =
                    new CompletableFuture<Void>().completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return wish.heard;
    }

    /** @return the number of this leaving, if it is the last one here that goes */
    private synchronized long unwanted(String channel) {
        Wish wish = wishes.get(channel);
        wish.own--;
        wish.leaving = wish.own == 0 ? ++leavings : STAYING;
        return wish.leaving;
    }

    private synchronized void leave(String channel, long leaving) {
        if (isLeft(channel, leaving)) {
            control.unwant(kind, List.of(channel));
        }
    }

    /** Not if somebody has come back meanwhile, be it that he has gone again: then it lingers anew. */
    private boolean isLeft(String channel, long leaving) {
        Wish wish = wishes.get(channel);
        boolean left = wish != null && wish.leaving == leaving;
        if (left) {
            wish.heard = null;
            forgetIfUnwanted(channel, wish);
        }
        return left;
    }

    private synchronized List<String> wantedHere() {
        return wishes.entrySet().stream()
                .filter(entry -> entry.getValue().heard != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Wish wish(String channel) {
        return wishes.computeIfAbsent(channel, name -> {
            hearing.add(List.of(name));
            return new Wish();
        });
    }

    private void forgetIfUnwanted(String channel, Wish wish) {
        if (wish.own == 0 && wish.heard == null && wish.others.isEmpty()) {
            wishes.remove(channel);
            hearing.remove(List.of(channel));
        }
    }

    /** Looks again and again whether as many hear the channel as gateways are there. */
    private void muster(String channel, CompletableFuture<Void> heard) {
        control.isHeardByAll(channel).whenComplete((all, failure) -> {
            if (Boolean.TRUE.equals(all)) {
                heard.complete(null);
            } else if (!heard.isDone() && !timer.isShutdown()) {
                timer.schedule(() -> muster(channel, heard), NEXT_LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private static final class Wish {
        private final Map<String, Long> others = new HashMap<>();

        /** Null if it is none of this gateway's, or was. */
        private CompletableFuture<Void> heard;

        private int own;

        private long leaving = STAYING;
    }
}
