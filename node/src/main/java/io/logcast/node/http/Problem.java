package io.logcast.node.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.time.Duration;
import java.util.Optional;

/**
 * A refusal as the sender reads it (RFC 9457).
 *
 * @param type {@code urn:logcast:problem:<code>}, or {@code about:blank} where the status says it all
 * @param detail what is wrong this time, limit included; never a token, never the inside of a failure
 * @param field the path of the field that is not acceptable; null if it is not about one
 * @param limit the limit that was exceeded; null if there is none
 * @param retryAfter when to try again; null if the same request will never succeed
 */
public record Problem(
        String type, String title, int status, String detail, String field, Long limit, Duration retryAfter) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String BLANK = "about:blank";

    public Problem {
        requireNonNull(type, "type is null");
        requireNonNull(title, "title is null");
        requireNonNull(detail, "detail is null");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be 400 to 599, not " + status);
        }
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(
                code.type(),
                code.title(),
                code.status(),
                detail,
                null,
                null,
                code.retryAfter().orElse(null));
    }

    /** A refusal that HTTP itself has a name for. */
    public static Problem ofStatus(int status, String reason, String detail) {
        return new Problem(BLANK, reason, status, detail, null, null, null);
    }

    public static Problem of(InvalidField refusal) {
        return of(ProblemCode.INVALID_FIELD, refusal.getMessage()).at(refusal.field());
    }

    public static Problem of(MalformedJson refusal) {
        return of(ProblemCode.MALFORMED_JSON, "body " + refusal.getMessage()).at("body");
    }

    /** The same problem, of that field. */
    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, limit, retryAfter);
    }

    /** The same problem, with the limit as a number. */
    public Problem limitedTo(long most) {
        return new Problem(type, title, status, detail, field, most, retryAfter);
    }

    /** Whole seconds for {@code Retry-After}, at least 1. */
    public Optional<Long> retryAfterSeconds() {
        return Optional.ofNullable(retryAfter).map(delay -> Math.max(1, delay.toSeconds()));
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("type", type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        if (field != null) {
            json.put("field", field);
        }
        if (limit != null) {
            json.put("limit", limit);
        }
        return json;
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
