package io.logcast.gateway.sse;

import io.logcast.field.InvalidField;
import io.logcast.field.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code since} parameter: a timestamp, or a time ago such as {@code -15m}. */
final class Since {

    private static final Pattern AGO = Pattern.compile("-(\\d{1,9})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private Since() {}

    static Instant parse(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(UNITS.get(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            return Timestamps.parseOr("since", text, null);
        } catch (InvalidField e) {
            throw new InvalidField(
                    "since", "must be a timestamp such as 2026-11-21T08:30:00Z, or -30s, -15m, -2h, -1d");
        }
    }
}
