package io.logcast.ledger;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One life of a gateway, from its start to its end: sessions of an earlier life are none of its own. Stands at the beginning
 * of the ids of its Engine.IO sessions, {@code <node key>~<secret>}, and tells nothing of where it is.
 */
public record NodeKey(String value) {

    /** Ends the node key in a session id. */
    public static final char SEPARATOR = '~';

    private static final int MAX = 16;
    private static final int LENGTH = 8;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]{4," + MAX + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public NodeKey {
        Text.required("gateway", value, MAX);
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidField("gateway", "must be 4 to " + MAX + " small letters or digits");
        }
    }

    /** One that nobody has: 41 bits. */
    public static NodeKey random() {
        return new NodeKey(RANDOM.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining()));
    }

    /** The gateway that the id of a session names; empty if it names none, whatever else it is. */
    public static Optional<NodeKey> ofSession(String sid) {
        int end = sid.indexOf(SEPARATOR);
        return end >= 0 && end <= MAX && SHAPE.matcher(sid.substring(0, end)).matches()
                ? Optional.of(new NodeKey(sid.substring(0, end)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
