package io.logcast.bench.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options that a scenario knows, with what they are when nobody says otherwise. */
public record Defaults(Map<String, String> values) {

    public Defaults {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Defaults none() {
        return new Defaults(Map.of());
    }

    public Defaults with(String name, long value) {
        return with(name, Long.toString(value));
    }

    public Defaults with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Defaults(more);
    }

    /** As one would type them. */
    public String text() {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(" --").append(name).append(' ').append(value.isEmpty() ? "…" : value));
        return text.toString().strip();
    }
}
