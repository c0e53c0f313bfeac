package io.logcast.channel;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.util.regex.Pattern;

/** Names a stream within its tenant. */
public record StreamId(String value) implements Comparable<StreamId> {

    private static final Pattern SHAPE = Pattern.compile("[a-zA-Z0-9-_ ]{1,50}");

    public StreamId {
        Text.required("id", value, 50);
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidField("id", "must be 1 to 50 letters, digits, '-', '_' or spaces");
        }
    }

    @Override
    public int compareTo(StreamId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
