package io.logcast.gateway.fanout;

import io.logcast.delivery.ChannelKey;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.TailEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest entry of each key, in the order of the log; bounded, so that a slow client costs no more than others. */
final class Conflation {

    private static final int MOST_KEYS = 1024;
    private static final int MOST_READS = 64;

    /** What counts as the same thing: the correlation id, else the type, within a channel. */
    private record Key(ChannelKey channel, String text) {

        static Key of(TailEntry entry) {
            return new Key(entry.key(), entry.correlationId() == null ? entry.type() : entry.correlationId());
        }
    }

    private final Subscription subscription;
    private final Map<Key, TailEntry> latest = new LinkedHashMap<>();

    private Conflation(Subscription subscription) {
        this.subscription = subscription;
    }

    /** Of one slice. */
    static Slice.Entries of(Slice.Entries entries, Subscription subscription) {
        Conflation conflation = new Conflation(subscription);
        conflation.add(entries.entries());
        return conflation.upTo(entries.next());
    }

    /** Of as many slices as there are up to the head, as far as the bounds allow. */
    static Slice read(Head head, long from, Subscription subscription) {
        Conflation conflation = new Conflation(subscription);
        long position = from;
        for (int reads = 0; reads < MOST_READS && conflation.hasRoom() && position < head.position(); reads++) {
            Slice slice = head.read(position, subscription.channels());
            if (!(slice instanceof Slice.Entries entries)) {
                return position == from ? slice : conflation.upTo(position);
            }
            conflation.add(entries.entries());
            position = entries.next();
        }
        return conflation.upTo(position);
    }

    private boolean hasRoom() {
        return latest.size() < MOST_KEYS;
    }

    private void add(List<TailEntry> entries) {
        for (TailEntry entry : entries) {
            if (subscription.sees(entry)) {
                Key key = Key.of(entry);
                // Taken out first: the order of the log is the order of the last occurrence.
                latest.remove(key);
                latest.put(key, entry);
            }
        }
    }

    private Slice.Entries upTo(long next) {
        return new Slice.Entries(new ArrayList<>(latest.values()), next);
    }
}
