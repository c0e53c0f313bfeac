package io.logcast.gateway.fanout;

import io.netty.buffer.ByteBuf;
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

    /** Each gets the same; see {@link #each}. */
    void take(ByteBuf shared) {
        for (int place = count - 1; place >= 0; place--) {
            Subscriber subscriber = members[place];
            if (subscriber != null) {
                take(subscriber, shared);
            }
        }
    }

    /** As {@link Shard#attempt}, without an object for each. */
    private static void take(Subscriber subscriber, ByteBuf shared) {
        try {
            subscriber.take(shared);
        } catch (RuntimeException | Error e) {
            Shard.failed(subscriber, e);
        }
    }

    /** From the last to the first, so that one that leaves does not make another be left out. */
    void each(Consumer<Subscriber> what) {
        for (int place = count - 1; place >= 0; place--) {
            Subscriber subscriber = members[place];
            if (subscriber != null) {
                Shard.attempt(subscriber, what);
            }
        }
    }
}
