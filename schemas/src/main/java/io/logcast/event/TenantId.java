package io.logcast.event;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.util.regex.Pattern;

/** The isolation boundary: everything in Logcast belongs to exactly one tenant. */
public record TenantId(String value) implements Comparable<TenantId> {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}");

    /** Callers of this tenant run the platform: they may name the tenant that they act for. */
    public static final TenantId CORE = new TenantId("core");

    public TenantId {
        Text.required("tenant", value, 64);
        // A slash ends the tenant in the keys of the topics.
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidField(
                    "tenant",
                    "must be 1 to 64 letters, digits, spaces, '.', '_' or '-', beginning with a letter or digit");
        }
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
