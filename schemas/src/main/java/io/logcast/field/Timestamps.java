package io.logcast.field;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Points in time as RFC 3339 text, years 0000 to 9999 in UTC, at most nine digits of a second. */
public final class Timestamps {

    /** Narrower than {@link OffsetDateTime#parse}, which also takes texts without seconds and years of nine digits. */
    private static final Pattern SHAPE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    private static final Instant MIN = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Timestamps() {}

    /** @throws InvalidField if the text is there and is no RFC 3339 timestamp with an offset */
    public static Instant parseOr(String field, String text, Instant absent) {
        return text == null ? absent : parse(field, text);
    }

    private static Instant parse(String field, String text) {
        try {
            if (SHAPE.matcher(text).matches()) {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(MIN) && !time.isAfter(MAX)) {
                    return time;
                }
            }
        } catch (DateTimeException e) {
            // A 31st of June has the shape and is no day.
        }
        throw new InvalidField(field, "must be a timestamp such as 2026-11-21T08:30:00Z");
    }
}
