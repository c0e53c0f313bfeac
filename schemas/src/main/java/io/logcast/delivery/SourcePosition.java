package io.logcast.delivery;

import io.logcast.field.InvalidField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The event that a delivery came from, and which of the event's deliveries it is; written {@code partition:offset#index}.
 * Projecting the same event again gives the same positions, so a reader can tell a repeated delivery from a new one.
 */
public record SourcePosition(int partition, long offset, int index) {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9}):(\\d{1,18})#(\\d{1,9})");

    public SourcePosition {
        if (partition < 0 || offset < 0 || index < 0) {
            throw new InvalidField("source", "must have no negative number");
        }
    }

    public static SourcePosition parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidField("source", "must be partition:offset#index");
        }
        return new SourcePosition(
                Integer.parseInt(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    @Override
    public String toString() {
        return partition + ":" + offset + "#" + index;
    }
}
