package io.logcast.gateway.redis;

import io.logcast.gateway.redis.WriterLease.Turn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives packets to the log if that is this gateway's turn, so many at a time; keeps them as long as it is not known whose turn
 * it is. Confined to the inbox's thread, but for the ends of what is under way.
 */
final class LogRoute {

    private static final Logger LOG = LoggerFactory.getLogger(LogRoute.class);

    private final PacketLog log;
    private final Supplier<Turn> turn;
    private final int most;
    private final RedisCounters counters;
    private final Deque<Emitted> undecided = new ArrayDeque<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Seldom seldom = new Seldom(LOG);
    private volatile Runnable onEmpty;

    /** @param most packets that may be under way, and as many that may be undecided */
    LogRoute(PacketLog log, Supplier<Turn> turn, int most, RedisCounters counters) {
        this.log = log;
        this.turn = turn;
        this.most = most;
        this.counters = counters;
    }

    void append(Emitted packet) {
        if (undecided.size() >= most) {
            refuse(packet);
        } else {
            undecided.add(packet);
        }
        settle();
    }

    /** Decides about those that are kept, if that can be. */
    void settle() {
        Turn now = onEmpty == null ? turn.get() : Turn.ANOTHERS;
        while (now != Turn.UNKNOWN && !undecided.isEmpty()) {
            decide(undecided.remove(), now);
        }
    }

    /**
     * From now on it is another's turn.
     *
     * @param empty is run when all that this gateway has given to the log is there, or lost
     */
    void stop(Runnable empty) {
        onEmpty = empty;
        settle();
        if (inFlight.get() == 0) {
            empty.run();
        }
    }

    private void decide(Emitted packet, Turn now) {
        if (now == Turn.ANOTHERS) {
            counters.count(Tally.LEFT_TO_WRITER);
        } else if (inFlight.get() >= most) {
            refuse(packet);
        } else {
            hand(packet);
        }
    }

    private void refuse(Emitted packet) {
        counters.count(Tally.REFUSED);
        seldom.warn(
                "The packet {} of an emitter to {} is lost for all: {} are on their way into the log already.",
                packet.event().get(0),
                packet.namespace(),
                most);
    }

    private void hand(Emitted packet) {
        counters.count(Tally.APPENDED);
        inFlight.incrementAndGet();
        log.append(packet.namespace(), packet.rooms(), packet.except(), packet.event())
                .whenComplete((done, failure) -> ended(packet, failure));
    }

    private void ended(Emitted packet, Throwable failure) {
        if (failure != null) {
            counters.count(Tally.LOST);
            seldom.warn(
                    "The packet {} of an emitter to {} is lost for all: the log did not take it.",
                    packet.event().get(0),
                    packet.namespace(),
                    failure);
        }
        Runnable empty = onEmpty;
        if (inFlight.decrementAndGet() == 0 && empty != null) {
            empty.run();
        }
    }
}
