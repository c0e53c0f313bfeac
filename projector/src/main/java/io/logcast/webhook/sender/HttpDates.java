package io.logcast.webhook.sender;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Times in headers of HTTP. What cannot be read is as if it was not there. */
final class HttpDates {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private HttpDates() {}

    /** Of {@code Date}; null if there is none. */
    static Instant parse(String text) {
        if (text == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Of {@code Retry-After}, which is a number of seconds or a date; null if there is none. */
    static Duration delay(String text) {
        return delay(text, Instant.now());
    }

    static Duration delay(String text, Instant now) {
        if (text != null && SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant until = parse(text);
        return until == null || until.isBefore(now) ? null : Duration.between(now, until);
    }
}
