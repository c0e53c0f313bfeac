package io.logcast.gateway.sse;

import io.logcast.cursor.Cursor;
import io.logcast.cursor.MalformedCursor;
import io.logcast.field.InvalidField;
import io.logcast.gateway.replay.StartPoint;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a subscriber asks to begin: {@code Last-Event-ID}, {@code lastEventId} or {@code after} before {@code since} before
 * {@code from}. An EventSource that reconnects repeats the query and adds the header, so the header must win.
 *
 * @param cursorField which of the three the cursor is in; null if there is none
 */
record StartParameters(StartPoint point, String cursorField) {

    private static final String HEADER = "Last-Event-ID";
    /** The same for those who cannot set the header, and what it is called in a page. */
    private static final List<String> QUERIES = List.of("lastEventId", "after");

    /** @throws InvalidField naming the parameter or header */
    static StartParameters of(HttpRequest<?> request, Instant now) {
        Optional<StartPoint> from = parameter(request, "from").map(StartParameters::from);
        Optional<String> header = header(request);
        if (header.isPresent()) {
            return new StartParameters(after(HEADER, header.get(), from), HEADER);
        }
        for (String name : QUERIES) {
            Optional<String> query = parameter(request, name);
            if (query.isPresent()) {
                return new StartParameters(after(name, query.get(), from), name);
            }
        }
        StartPoint point = parameter(request, "since")
                .<StartPoint>map(text -> new StartPoint.Since(Since.parse(text, now)))
                .or(() -> from)
                .orElseGet(StartPoint.Latest::new);
        return new StartParameters(point, null);
    }

    /** An empty one is none: that is what an EventSource sends that has seen no id. */
    private static Optional<String> header(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get(HEADER))
                .map(String::trim)
                .filter(text -> !text.isEmpty());
    }

    private static StartPoint after(String field, String text, Optional<StartPoint> otherwise) {
        try {
            return new StartPoint.After(Cursor.parse(text), otherwise.orElseGet(StartPoint.Earliest::new));
        } catch (MalformedCursor e) {
            throw new InvalidField(field, e.getMessage());
        }
    }

    private static StartPoint from(String text) {
        return switch (text) {
            case "earliest" -> new StartPoint.Earliest();
            case "latest" -> new StartPoint.Latest();
            default -> throw new InvalidField("from", "must be earliest or latest");
        };
    }

    private static Optional<String> parameter(HttpRequest<?> request, String name) {
        return Optional.ofNullable(request.getParameters().get(name)).filter(text -> !text.isEmpty());
    }
}
