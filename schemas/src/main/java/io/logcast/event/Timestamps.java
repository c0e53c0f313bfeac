package io.logcast.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Points in time as RFC 3339 text. */
public final class Timestamps {

    private Timestamps() {}

    /** @throws InvalidField if the text is there and is no RFC 3339 timestamp with an offset */
    public static Instant parseOr(String field, String text, Instant absent) {
        if (text == null) {
            return absent;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidField(field, "must be a timestamp such as 2026-11-21T08:30:00Z");
        }
    }
}
