package io.logcast.gateway.tail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** One object for equal texts: spares parsing as well as memory. Forgets what was not asked for lately. */
final class Interned<T> {

    private static final int MOST = 10_000;

    private final Map<String, T> known = new LinkedHashMap<>(64, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    };

    private final Function<String, T> parser;

    Interned(Function<String, T> parser) {
        this.parser = parser;
    }

    /** @param text may be null, if the parser takes that */
    T of(String text) {
        if (text == null) {
            return parser.apply(null);
        }
        T found = known.get(text);
        if (found == null) {
            found = parser.apply(text);
            known.put(text, found);
        }
        return found;
    }
}
