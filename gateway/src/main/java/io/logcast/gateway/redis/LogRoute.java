package io.logcast.gateway.redis;

import io.logcast.gateway.redis.WriterLease.Turn;
import io.logcast.node.warning.Seldom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives messages to the log if that is this gateway's turn, so many at a time. What it hears while it is another's turn it keeps
 * for a while: when its own turn begins it looks into the log, and writes what is not there, in its order, before what came
 * after it. So nothing is missing that a writer heard and died of, and nothing comes twice. Confined to the inbox's thread, but
 * for the ends of what is under way.
 *
 * <pre>
 *   another's turn ──mine──▶ asking the log ──answered──▶ writing ──not mine──▶ another's turn
 * </pre>
 */
final class LogRoute {

    private static final Logger LOG = LoggerFactory.getLogger(LogRoute.class);

    /** The log's clock is another one, and what was heard now may have been written a moment earlier. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration NEXT_QUESTION = Duration.ofMillis(200);

    private final RecentLog recent;
    private final Supplier<Turn> turn;
    private final int most;
    private final Kept kept;
    private final RedisCounters counters;
    private final Executor inbox;
    private final LongSupplier clock;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** What the log has refused and is not put back yet: until then nothing goes, for it would stand before that. */
    private final AtomicInteger comingBack = new AtomicInteger();

    private final Seldom seldom = new Seldom(LOG);
    private CompletableFuture<Set<String>> question;
    private boolean heeded;
    private long askedAt;
    private long askingBegan;
    private long turnBegan;
    private boolean writing;
    private boolean doubtful;
    private boolean leaving;
    private volatile boolean waiting;
    private volatile boolean crowded;
    private volatile Runnable onEmpty;

    /**
     * @param most messages that may be under way; more wait
     * @param inbox runs what is given to it on the inbox's thread
     * @param clock in nanoseconds
     */
    LogRoute(
            RecentLog recent,
            Supplier<Turn> turn,
            int most,
            Kept.Limits limits,
            RedisCounters counters,
            Executor inbox,
            LongSupplier clock) {
        this.recent = recent;
        this.turn = turn;
        this.most = most;
        this.kept = new Kept(limits, clock);
        this.counters = counters;
        this.inbox = inbox;
        this.clock = clock;
    }

    void append(Heard heard) {
        if (leaving) {
            counters.count(Tally.LEFT_TO_WRITER);
            return;
        }
        kept.add(heard);
        if (mayBeWritten(heard)) {
            doubtful = true;
            writing = false;
        }
        settle();
        while (kept.isTooMuch()) {
            crowdOut();
        }
        kept.rest();
    }

    /** From any thread: whether those who can had better wait before they give more. */
    boolean isCrowded() {
        return crowded;
    }

    /** What a channel says is heard by all at once. A stream may be read long after another gateway has done so. */
    private boolean mayBeWritten(Heard heard) {
        return question != null
                && !heard.age().isZero()
                && heard.age().plus(CLOCKS_DIFFER).compareTo(since(turnBegan)) > 0;
    }

    /** It may have become known whose turn it is, or what the log has. */
    void settle() {
        if (leaving) {
            return;
        }
        Turn now = turn.get();
        if (now == Turn.MINE) {
            write();
        } else {
            writing = false;
            question = null;
            doubtful = false;
            kept.forget();
            leaveOldToWriter(now);
        }
        crowded = now != Turn.ANOTHERS && kept.isHalfOfTooMuch();
    }

    /**
     * From now on it is another's turn.
     *
     * @param empty is run when all that this gateway has to give to the log is there, or lost
     */
    void stop(Runnable empty) {
        leaving = true;
        if (!writing && question != null) {
            // Perhaps there is nobody else who has heard what waits here.
            question.whenComplete((ids, failure) -> inbox.execute(() -> finish(empty)));
        } else {
            finish(empty);
        }
    }

    private void finish(Runnable empty) {
        boolean mine = writing || (isAnswered() && !doubtful);
        while (!kept.isEmpty()) {
            if (comingBack.get() == 0 && (mine || kept.isFirstSure())) {
                hand(kept.removeOldest());
            } else {
                kept.removeOldest();
                counters.count(Tally.LEFT_TO_WRITER);
            }
        }
        crowded = false;
        onEmpty = empty;
        if (inFlight.get() == 0) {
            empty.run();
        }
    }

    private void write() {
        writing = writing || mayWrite();
        while (mayGo() && inFlight.get() < most) {
            hand(kept.removeOldest());
        }
        waiting = mayGo();
        if (waiting && inFlight.get() < most) {
            // The last one that was under way may have ended before it could see that something waits.
            inbox.execute(this::settle);
        }
    }

    private boolean mayGo() {
        return comingBack.get() == 0 && !kept.isEmpty() && (writing || kept.isFirstSure());
    }

    /** When the log has answered, or will not. */
    private boolean mayWrite() {
        if (question == null) {
            turnBegan = clock.getAsLong();
            askingBegan = turnBegan;
            ask();
        } else if (question.isCompletedExceptionally() && since(askingBegan).compareTo(PATIENCE) > 0) {
            seldom.warn("The log cannot be asked what it has of Redis: some messages may come twice.");
            doubtful = false;
            return true;
        } else if (question.isCompletedExceptionally() && since(askedAt).compareTo(NEXT_QUESTION) > 0) {
            ask();
        } else if (isAnswered() && doubtful) {
            // It was not asked for what has come since.
            askingBegan = clock.getAsLong();
            ask();
        }
        return isAnswered() && !doubtful;
    }

    private boolean isAnswered() {
        if (question == null || !question.isDone() || question.isCompletedExceptionally()) {
            return false;
        }
        if (!heeded) {
            // Once: an id that has taken out its message would take out another one that says the same.
            heeded = true;
            counters.count(Tally.LEFT_TO_WRITER, kept.answered(question.join()));
        }
        return true;
    }

    private void ask() {
        askedAt = clock.getAsLong();
        heeded = false;
        doubtful = false;
        kept.asked();
        Instant since = latest(Instant.EPOCH, Instant.now().minus(kept.age()).minus(CLOCKS_DIFFER));
        CompletableFuture<Set<String>> packets =
                recent.packets(kept.tenants(Heard.Kind.PACKET), since).toCompletableFuture();
        CompletableFuture<Set<String>> events =
                recent.events(kept.tenants(Heard.Kind.EVENT), since).toCompletableFuture();
        question = packets.thenCombine(events, LogRoute::both);
        question.thenRun(() -> inbox.execute(this::settle));
    }

    /** Somebody may give an entry of a stream any moment. */
    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> both = new HashSet<>(some);
        both.addAll(others);
        return both;
    }

    private void leaveOldToWriter(Turn now) {
        while (now == Turn.ANOTHERS && kept.isTooOld()) {
            kept.removeOldest();
            counters.count(Tally.LEFT_TO_WRITER);
        }
    }

    /** Of what is another's to write, the oldest is the likeliest to be written; of what is this gateway's, nothing is. */
    private void crowdOut() {
        if (turn.get() == Turn.ANOTHERS) {
            kept.removeOldest();
            counters.count(Tally.LEFT_TO_WRITER);
        } else {
            Heard heard = kept.removeNewest();
            counters.count(Tally.REFUSED);
            seldom.warn("A message on {} is lost for all: too many are on their way into the log.", heard.channel());
        }
    }

    private void hand(Heard heard) {
        counters.count(Tally.APPENDED);
        inFlight.incrementAndGet();
        heard.append().whenComplete((done, failure) -> ended(heard, failure));
    }

    private void ended(Heard heard, Throwable failure) {
        if (failure != null && heard.isKeptByRedis()) {
            comingBack.incrementAndGet();
            inbox.execute(() -> putBack(heard));
        } else if (failure != null) {
            counters.count(Tally.LOST);
            seldom.warn("A message on {} is lost for all: the log did not take it.", heard.channel(), failure);
        }
        int left = inFlight.decrementAndGet();
        Runnable empty = onEmpty;
        if (left == 0 && empty != null) {
            empty.run();
        } else if (waiting) {
            // One look is enough for all that have ended until then.
            waiting = false;
            inbox.execute(this::settle);
        }
    }

    /** The log may have taken it all the same, so it is asked, when it is settled next: each second. */
    private void putBack(Heard heard) {
        comingBack.decrementAndGet();
        if (leaving) {
            counters.count(Tally.LEFT_TO_WRITER);
            return;
        }
        seldom.warn("An entry of {} waits: the log did not take it.", heard.channel());
        kept.putBack(heard);
        askingBegan = clock.getAsLong();
        doubtful = true;
        writing = false;
        crowded = kept.isHalfOfTooMuch();
    }

    private Duration since(long moment) {
        return Duration.ofNanos(clock.getAsLong() - moment);
    }
}
