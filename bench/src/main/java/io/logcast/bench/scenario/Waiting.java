package io.logcast.bench.scenario;

import io.logcast.bench.load.Load;
import io.logcast.bench.load.Reading;
import io.logcast.bench.report.Console;
import java.io.IOException;

/** Waits for deliveries, as long as there are some. */
final class Waiting {

    private static final int POLL_MILLIS = 20;

    private Waiting() {}

    /** @return when they are all there, or when none has come for so many seconds */
    static void forDeliveries(Load load, long count, String what, int silentSeconds, Console console)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Reading reading = load.peek();
        while (reading.deliveries() < count
                && System.nanoTime() - Math.max(begin, reading.lastNanos()) < silentSeconds * 1e9) {
            console.bar(what, (double) reading.deliveries() / count);
            Thread.sleep(POLL_MILLIS);
            reading = load.peek();
        }
    }
}
