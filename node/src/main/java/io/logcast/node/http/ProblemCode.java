package io.logcast.node.http;

import java.time.Duration;
import java.util.Optional;

/** Every refusal that Logcast has a name for. Codes are public API: clients may compare {@code type}. */
public enum ProblemCode {
    INVALID_FIELD("invalid-field", 400, "A field is not acceptable", Retry.NEVER),
    MALFORMED_JSON("malformed-json", 400, "The body is not JSON", Retry.NEVER),
    UNAUTHENTICATED("unauthenticated", 401, "A valid token is needed", Retry.NEVER),
    INVALID_CLAIM("invalid-claim", 403, "The token lacks something", Retry.NEVER),
    MISSING_ROLE("missing-role", 403, "The caller may not do this", Retry.NEVER),
    FOREIGN_TENANT("foreign-tenant", 403, "The caller may not act for this tenant", Retry.NEVER),
    NOT_FOUND("not-found", 404, "There is no such thing", Retry.NEVER),
    TOO_LARGE("too-large", 413, "Too large", Retry.NEVER),
    INTERNAL("internal", 500, "Something is broken on our side", Retry.NEVER),
    BROKER_AWAY("broker-away", 503, "The log cannot be reached", Retry.SOON),
    OVERLOADED("overloaded", 503, "Too much is in flight", Retry.SOON),
    STOPPING("stopping", 503, "This service stops", Retry.SOON);

    private final String code;
    private final int status;
    private final String title;
    private final Retry retry;

    ProblemCode(String code, int status, String title, Retry retry) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.retry = retry;
    }

    /** The {@code type} of the problem: {@code urn:logcast:problem:<code>}. */
    public String type() {
        return "urn:logcast:problem:" + code;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** When the same request may succeed; empty if it never will as it is. */
    public Optional<Duration> retryAfter() {
        return retry == Retry.SOON ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
    }

    private enum Retry {
        NEVER,
        SOON
    }
}
