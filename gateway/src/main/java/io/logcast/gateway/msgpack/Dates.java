package io.logcast.gateway.msgpack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Dates as {@code Date.prototype.toJSON} writes them. */
final class Dates {

    /** ECMA-262, "Time Values and Time Range": to either side of 1970. */
    private static final long FURTHEST_MILLIS = 8_640_000_000_000_000L;

    private Dates() {}

    static JsonNode of(long seconds, long nanos) {
        return Math.abs(seconds) > FURTHEST_MILLIS / 1_000
                ? JsonNodeFactory.instance.nullNode()
                : of(seconds * 1_000 + nanos / 1_000_000);
    }

    /** @return null for what JavaScript calls an invalid date */
    static JsonNode of(long millis) {
        return millis > FURTHEST_MILLIS || millis < -FURTHEST_MILLIS
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(text(Instant.ofEpochMilli(millis)));
    }

    private static String text(Instant instant) {
        OffsetDateTime at = instant.atOffset(ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%s-%02d-%02dT%02d:%02d:%02d.%03dZ",
                year(at.getYear()),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour(),
                at.getMinute(),
                at.getSecond(),
                at.getNano() / 1_000_000);
    }

    private static String year(int year) {
        return year >= 0 && year <= 9_999
                ? String.format(Locale.ROOT, "%04d", year)
                : String.format(Locale.ROOT, "%+07d", year);
    }
}
