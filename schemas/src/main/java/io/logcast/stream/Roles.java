package io.logcast.stream;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Roles that grant something; holding one of them is enough. An empty set grants nothing by itself. */
public record Roles(Set<String> names) {

    public static final Roles NONE = new Roles(Set.of());

    /** Its holders may subscribe to every stream of their tenant. */
    public static final Roles STREAM_LISTENER = of("stream-listener");

    public static final int MAX_LENGTH = 100;
    /** Of a token as well as of a definition. */
    public static final int MAX_COUNT = 1000;

    public Roles {
        if (names.size() > MAX_COUNT) {
            throw new InvalidField("roles", "must be at most " + MAX_COUNT);
        }
        names.forEach(Roles::requireRole);
        names = Collections.unmodifiableSet(new TreeSet<>(names));
    }

    public static Roles of(String... names) {
        return new Roles(Set.of(names));
    }

    public static Roles of(Collection<String> names) {
        return new Roles(Set.copyOf(names));
    }

    /** These and those. */
    public Roles and(Roles others) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(others.names);
        return new Roles(all);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    public boolean anyOf(Roles held) {
        return !Collections.disjoint(names, held.names);
    }

    /** Sorted and joined by commas: the form of the {@code roles} header. */
    public String toHeader() {
        return String.join(",", names);
    }

    public static Roles fromHeader(String text) {
        return text == null || text.isEmpty() ? NONE : of(List.of(text.split(",", -1)));
    }

    private static void requireRole(String name) {
        Text.required("role", name, MAX_LENGTH);
        // The header joins roles by commas.
        if (name.indexOf(',') >= 0) {
            throw new InvalidField("role", "must not contain a comma");
        }
    }
}
