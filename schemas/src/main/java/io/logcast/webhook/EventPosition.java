package io.logcast.webhook;

import io.logcast.field.InvalidField;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an event stands in {@code logcast.events}; written {@code partition-offset}, as in the receipt of its publisher. */
public record EventPosition(int partition, long offset) implements Comparable<EventPosition> {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})-(\\d{1,18})");
    private static final Comparator<EventPosition> ORDER =
            Comparator.comparingInt(EventPosition::partition).thenComparingLong(EventPosition::offset);

    public EventPosition {
        if (partition < 0 || offset < 0) {
            throw new InvalidField("position", "must not be negative");
        }
    }

    public static EventPosition parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new InvalidField("position", "must be partition-offset");
        }
        return new EventPosition(Integer.parseInt(shape.group(1)), Long.parseLong(shape.group(2)));
    }

    @Override
    public int compareTo(EventPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
