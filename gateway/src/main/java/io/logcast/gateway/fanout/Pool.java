package io.logcast.gateway.fanout;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Things of an event loop that are there while somebody needs them. */
final class Pool<K, V> {

    private final Map<K, Counted<V>> things = new HashMap<>();

    private static final class Counted<V> {

        private final V thing;
        private int users;

        Counted(V thing) {
            this.thing = thing;
        }
    }

    /** With one more user. */
    V enter(K key, Function<K, V> maker) {
        Counted<V> counted = things.get(key);
        if (counted == null) {
            counted = new Counted<>(maker.apply(key));
            things.put(key, counted);
        }
        counted.users++;
        return counted.thing;
    }

    /** With one less. @return whether nobody is left */
    boolean exit(K key) {
        Counted<V> counted = things.get(key);
        if (--counted.users > 0) {
            return false;
        }
        things.remove(key);
        return true;
    }

    /** Null if nobody uses it. */
    V find(K key) {
        Counted<V> counted = things.get(key);
        return counted == null ? null : counted.thing;
    }
}
