package io.logcast.gateway.sse;

import io.logcast.channel.StreamId;
import io.logcast.cursor.Cursor;
import io.logcast.cursor.MalformedCursor;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.replay.StartPoint;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code GET /v1/events} asks for: the parameter "stream" (1 to {@value #MAX_STREAMS}), "tenant", and where to begin:
 * {@code Last-Event-ID} or {@code lastEventId} before {@code since} before {@code from}. An EventSource that reconnects
 * repeats the query and adds the header, so the header must win.
 *
 * @param cursorField which of the two the cursor is in; null if there is none
 */
record SubscribeRequest(Optional<TenantId> tenant, List<StreamId> streams, StartPoint start, String cursorField) {

    static final int MAX_STREAMS = 50;

    private static final String HEADER = "Last-Event-ID";
    private static final String QUERY = "lastEventId";

    SubscribeRequest {
        if (streams.isEmpty()) {
            throw new InvalidField("stream", "is required: the id of a stream, up to " + MAX_STREAMS + " times");
        }
        if (streams.size() > MAX_STREAMS) {
            throw new InvalidField("stream", "must be given at most " + MAX_STREAMS + " times");
        }
        streams = List.copyOf(streams);
    }

    /** @throws InvalidField naming the parameter or header */
    static SubscribeRequest of(HttpRequest<?> request, Instant now) {
        String cursorField =
                header(request).isPresent() ? HEADER : parameter(request, QUERY).isPresent() ? QUERY : null;
        return new SubscribeRequest(
                parameter(request, "tenant").map(TenantId::new),
                request.getParameters().getAll("stream").stream()
                        .map(SubscribeRequest::streamId)
                        .distinct()
                        .toList(),
                start(request, now),
                cursorField);
    }

    private static StreamId streamId(String text) {
        try {
            return new StreamId(text);
        } catch (InvalidField e) {
            throw new InvalidField("stream", e.rule());
        }
    }

    private static StartPoint start(HttpRequest<?> request, Instant now) {
        Optional<StartPoint> from = parameter(request, "from").map(SubscribeRequest::from);
        return header(request)
                .map(text -> after(HEADER, text, from))
                .or(() -> parameter(request, QUERY).map(text -> after(QUERY, text, from)))
                .or(() -> parameter(request, "since").map(text -> new StartPoint.Since(Since.parse(text, now))))
                .or(() -> from)
                .orElseGet(StartPoint.Latest::new);
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
