package io.logcast.gateway.sse;

import io.logcast.field.InvalidField;
import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a page is to be filled.
 *
 * @param limit deliveries at most, 1 to {@value #MOST}
 * @param patience how long to wait for the first one, up to a minute
 */
record PageRequest(int limit, Duration patience) {

    static final int MOST = 1000;
    private static final int USUAL = 100;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m)");

    PageRequest {
        if (limit < 1 || limit > MOST) {
            throw new InvalidField("limit", "must be 1 to " + MOST);
        }
        if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
            throw badWait();
        }
    }

    /** @throws InvalidField naming the parameter */
    static PageRequest of(HttpRequest<?> request) {
        return new PageRequest(
                parameter(request, "limit").map(PageRequest::limit).orElse(USUAL),
                parameter(request, "wait").map(PageRequest::wait).orElse(Duration.ZERO));
    }

    private static int limit(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidField("limit", "must be a number, 1 to " + MOST);
        }
    }

    private static Duration wait(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw badWait();
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static InvalidField badWait() {
        return new InvalidField("wait", "must be a time such as 500ms or 20s, at most " + LONGEST.toSeconds() + "s");
    }

    private static Optional<String> parameter(HttpRequest<?> request, String name) {
        return Optional.ofNullable(request.getParameters().get(name)).filter(text -> !text.isEmpty());
    }
}
