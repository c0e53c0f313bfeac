package io.logcast.gateway.fanout;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailEntry;
import java.util.List;
import java.util.TreeMap;

/** Where the live subscribers of one event loop are who look at the same partitions: at their heads. */
final class Vantage {

    /** What makes subscribers stand at the same place. */
    record Key(Tail tail, List<Head> heads) {}

    private final Key key;
    private final Head[] heads;
    private final Positions now;
    private String text;
    private long told;

    private Vantage(Key key) {
        this.key = key;
        this.heads = key.heads().toArray(Head[]::new);
        this.now = Positions.of(cursor(key));
    }

    /** @param key its heads in the order of their partitions */
    static Vantage of(Key key) {
        return new Vantage(key);
    }

    Key key() {
        return key;
    }

    int lanes() {
        return heads.length;
    }

    Head head(int lane) {
        return heads[lane];
    }

    /** To be read at once: it moves. */
    Positions standing() {
        for (int lane = 0; lane < heads.length; lane++) {
            now.set(lane, heads[lane].position());
        }
        return now;
    }

    /** {@link #standing} as text, which is made only when the heads have moved: each packet past the log asks for it. */
    String text() {
        long sum = standing().sum();
        if (text == null || sum != told) {
            text = now.toString();
            told = sum;
        }
        return text;
    }

    /** Where one stands who has received everything up to this entry, which comes from that head. To be read at once. */
    Positions after(TailEntry entry, Head from) {
        standing();
        int lane = 0;
        while (heads[lane] != from) {
            lane++;
        }
        now.set(lane, entry.next());
        return now;
    }

    /** The first lane in which the head is further than the position; -1 if there is none. */
    int firstBehind(Positions positions) {
        for (int lane = 0; lane < heads.length; lane++) {
            if (positions.get(lane) < heads[lane].position()) {
                return lane;
            }
        }
        return -1;
    }

    /** Whether that is exactly where the live ones are. */
    boolean isAt(Positions positions) {
        for (int lane = 0; lane < heads.length; lane++) {
            if (positions.get(lane) != heads[lane].position()) {
                return false;
            }
        }
        return true;
    }

    private static Cursor cursor(Key key) {
        TreeMap<Integer, Long> positions = new TreeMap<>();
        for (Head head : key.heads()) {
            positions.put(head.log().partition(), head.position());
        }
        return new Cursor(key.tail().epoch(), positions);
    }
}
