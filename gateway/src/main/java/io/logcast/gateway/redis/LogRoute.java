package io.logcast.gateway.redis;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives packets to the log if that is this gateway's turn, so many at a time. Appends on the inbox's thread only. */
final class LogRoute {

    private static final Logger LOG = LoggerFactory.getLogger(LogRoute.class);

    private final PacketLog log;
    private final BooleanSupplier writer;
    private final int mostInFlight;
    private final RedisCounters counters;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Seldom seldom = new Seldom(LOG);

    /** @param writer whether this gateway is the one that writes */
    LogRoute(PacketLog log, BooleanSupplier writer, int mostInFlight, RedisCounters counters) {
        this.log = log;
        this.writer = writer;
        this.mostInFlight = mostInFlight;
        this.counters = counters;
    }

    void append(Emitted packet) {
        if (!writer.getAsBoolean()) {
            counters.count(Tally.LEFT_TO_WRITER);
        } else if (inFlight.get() >= mostInFlight) {
            counters.count(Tally.REFUSED);
            seldom.warn(
                    "The packet {} of an emitter to {} is lost for all: {} are on their way into the log already.",
                    packet.event().get(0),
                    packet.namespace(),
                    mostInFlight);
        } else {
            hand(packet);
        }
    }

    private void hand(Emitted packet) {
        counters.count(Tally.APPENDED);
        inFlight.incrementAndGet();
        log.append(packet.namespace(), packet.rooms(), packet.except(), packet.event())
                .whenComplete((done, failure) -> ended(packet, failure));
    }

    private void ended(Emitted packet, Throwable failure) {
        inFlight.decrementAndGet();
        if (failure != null) {
            counters.count(Tally.LOST);
            seldom.warn(
                    "The packet {} of an emitter to {} is lost for all: the log did not take it.",
                    packet.event().get(0),
                    packet.namespace(),
                    failure);
        }
    }
}
