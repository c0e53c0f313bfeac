package io.logcast.bench.load;

import java.util.Random;

/**
 * How long a client waits before it opens a lost connection again: twice as long each time, and spread, so that not all come at
 * once. As socket.io-client does it, which has 1000, 5000 and 0.5.
 *
 * @param jitter by what part of it a wait may be shorter or longer
 */
record Backoff(long firstMillis, long longestMillis, double jitter) {

    private static final int MOST_DOUBLINGS = 20;

    /** @param attempt how many have failed since the connection was lost */
    long nanos(int attempt, Random random) {
        double wait = firstMillis * Math.pow(2, Math.min(attempt, MOST_DOUBLINGS));
        double spread = wait * jitter * (2 * random.nextDouble() - 1);
        return (long) (Math.min(wait + spread, (double) longestMillis) * 1e6);
    }
}
