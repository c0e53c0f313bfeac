package io.logcast.webhook.sender;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is to be done at a time. Confined to the owner's thread. */
final class Agenda {

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparing(Entry::at));

    private record Entry(Instant at, Runnable work) {}

    void add(Instant at, Runnable work) {
        entries.add(new Entry(at, work));
    }

    void runDue(Instant now) {
        // What the work adds is for another turn.
        for (int left = entries.size(); left > 0 && isDue(now); left--) {
            entries.remove().work().run();
        }
    }

    Optional<Instant> next() {
        return Optional.ofNullable(entries.peek()).map(Entry::at);
    }

    private boolean isDue(Instant now) {
        return !entries.isEmpty() && !entries.peek().at().isAfter(now);
    }
}
