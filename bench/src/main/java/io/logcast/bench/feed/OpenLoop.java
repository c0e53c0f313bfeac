package io.logcast.bench.feed;

import io.logcast.bench.report.Console;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Sends at a constant rate, whether the server keeps up or not. An event carries the time at which it was due, so that a delay
 * of the publisher counts as latency too (no coordinated omission).
 */
public final class OpenLoop {

    private static final long GIVE_UP_NANOS = 500_000_000;
    private static final long BAR_NANOS = 200_000_000;

    private final Feed feed;
    private final Events events;
    private final IntSupplier channels;
    private final Console console;

    /** @param channels tells for each event where it goes */
    public OpenLoop(Feed feed, Events events, IntSupplier channels, Console console) {
        this.feed = feed;
        this.events = events;
        this.channels = channels;
        this.console = console;
    }

    public Events events() {
        return events;
    }

    public Feed feed() {
        return feed;
    }

    /** @param perSecond events, not deliveries */
    public Published run(String what, double perSecond, double seconds) throws IOException {
        long planned = Math.max(1, Math.round(perSecond * seconds));
        long start = System.nanoTime();
        long late = 0;
        long bar = start;
        long sent = 0;
        while (sent < planned && late < GIVE_UP_NANOS) {
            long due = start + (long) (sent * 1e9 / perSecond);
            late = Math.max(late, awaitTime(due));
            int channel = channels.getAsInt();
            feed.send(channel, events.make(channel, due));
            sent++;
            bar = show(what, bar, (double) sent / planned);
        }
        awaitTime(start + (long) (seconds * 1e9));
        return new Published(planned, sent, late / 1e6, start, seconds);
    }

    private long show(String what, long last, double done) {
        long now = System.nanoTime();
        if (now - last < BAR_NANOS) {
            return last;
        }
        console.bar(what, done);
        return now;
    }

    /** @return by how much the time has passed already */
    private static long awaitTime(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
        return -left;
    }
}
