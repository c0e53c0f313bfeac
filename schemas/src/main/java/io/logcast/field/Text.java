package io.logcast.field;

/** The one way in which texts from outside are measured. */
public final class Text {

    private Text() {}

    /** Refuses null, an empty text, one longer than {@code max} UTF-16 units, and control characters. */
    public static String required(String field, String value, int max) {
        if (value == null || value.isEmpty()) {
            throw new InvalidField(field, "is required");
        }
        return bounded(field, value, max);
    }

    /** Like {@link #required}, but null is allowed and means "absent". */
    public static String optional(String field, String value, int max) {
        return value == null ? null : bounded(field, value, max);
    }

    private static String bounded(String field, String value, int max) {
        if (value.length() > max) {
            throw new InvalidField(field, "must have at most " + max + " characters, it has " + value.length());
        }
        // Control characters would let a publisher forge lines in an SSE frame or in a log.
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidField(field, "must not contain control characters");
        }
        return value;
    }
}
