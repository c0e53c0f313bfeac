package io.logcast.gateway.fanout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Ends the subscribers of one event loop one after the other, evenly over a time, and asks each to come back at another
 * moment: whoever takes them in gets a stream of clients and no wave. Confined to the event loop.
 */
final class Draining {

    /** One millisecond for each subscriber of the gateway: a thousand that reconnect in a second are a small matter. */
    private static final Duration EACH = Duration.ofMillis(1);

    private static final long STEP_NANOS = Duration.ofMillis(5).toNanos();

    private final Loop loop;
    private final LongSupplier nanoClock;
    private final Spread spread;
    private final List<Subscriber> leaving;
    private final long began;
    private final CompletableFuture<Void> done;
    private int left;

    /**
     * When they go, and when they come back.
     *
     * @param window over which they are ended
     * @param retry the earliest that a client is asked to come back
     * @param jitter a random number from 0 to its argument, both included
     */
    record Spread(Duration window, Duration retry, LongUnaryOperator jitter) {

        /** @param most the window of very many */
        static Spread of(int subscribers, Duration most, Duration retry, LongUnaryOperator jitter) {
            Duration wanted = EACH.multipliedBy(subscribers);
            return new Spread(wanted.compareTo(most) < 0 ? wanted : most, retry, jitter);
        }

        long retryMillis() {
            return retry.toMillis() + jitter.applyAsLong(window.toMillis());
        }

        /** How many of these are to have gone after that time. */
        int due(int count, long elapsedNanos) {
            long nanos = window.toNanos();
            return elapsedNanos >= nanos ? count : (int) (count * elapsedNanos / nanos);
        }
    }

    Draining(Loop loop, LongSupplier nanoClock, Spread spread, List<Subscriber> leaving, CompletableFuture<Void> done) {
        this.loop = loop;
        this.nanoClock = nanoClock;
        this.spread = spread;
        this.leaving = List.copyOf(leaving);
        this.began = nanoClock.getAsLong();
        this.done = done;
    }

    void run() {
        int due = spread.due(leaving.size(), nanoClock.getAsLong() - began);
        while (left < due) {
            Shard.attempt(leaving.get(left++), this::end);
        }
        if (left < leaving.size()) {
            loop.schedule(this::run, STEP_NANOS);
        } else {
            done.complete(null);
        }
    }

    private void end(Subscriber subscriber) {
        subscriber.close(CloseReason.SHUTDOWN, spread.retryMillis());
    }
}
