package io.logcast.bench.scenario;

import io.logcast.bench.feed.Events;
import io.logcast.bench.kafka.DeliveryFeed;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.report.Console;
import io.logcast.cursor.Cursor;
import java.util.TreeMap;

/** The log of one stream that the replays read: what the bench wrote without a hole from a known cursor on. */
final class ReplayLog {

    private static final int BAR_EVERY = 20_000;

    private final DeliveryFeed feed;
    private final Events events;
    private final Console console;
    private final Cursor begin;

    /** @param id the cursor before the first event, as the gateway gave it */
    ReplayLog(DeliveryFeed feed, Events events, Console console, String id) {
        this.feed = feed;
        this.events = events;
        this.console = console;
        this.begin = Cursor.parse(id);
    }

    int partition() {
        return feed.partition();
    }

    long size() {
        return events.next(0);
    }

    void append(long count) {
        for (long i = 0; i < count; i++) {
            feed.send(0, events.make(0, System.nanoTime()));
            if (i % BAR_EVERY == 0) {
                console.bar("writing events", (double) i / count);
            }
        }
        feed.flush();
        if (feed.refused() > 0) {
            throw new IllegalStateException(feed.refused() + " events were refused by Kafka");
        }
    }

    long offset(long number) {
        return begin.next(partition()).orElseThrow() + number;
    }

    /** Clients that have seen everything before the event of that number. */
    LoadSettings from(LoadSettings clients, long number) {
        TreeMap<Integer, Long> positions = new TreeMap<>(begin.positions());
        positions.put(partition(), offset(number));
        return clients.with("last-id", new Cursor(begin.epoch(), positions)).with("first", number);
    }
}
