package io.logcast.gateway.fanout;

import java.util.Arrays;
import java.util.function.Consumer;

/** Subscribers in an array without holes. Each knows its place, so leaving costs no search. */
final class Members {

    private Subscriber[] members = new Subscriber[1];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void add(Subscriber subscriber) {
        if (count == members.length) {
            members = Arrays.copyOf(members, 2 * count);
        }
        subscriber.place(count);
        members[count++] = subscriber;
    }

    void remove(Subscriber subscriber) {
        Subscriber last = members[--count];
        members[subscriber.place()] = last;
        last.place(subscriber.place());
        members[count] = null;
    }

    /** From the last to the first, so that one that leaves does not make another be left out. */
    void each(Consumer<Subscriber> what) {
        for (int place = count - 1; place >= 0; place--) {
            Shard.attempt(members[place], what);
        }
    }
}
