package io.logcast.gateway.profile.adsp;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.node.http.Problem;
import io.logcast.node.http.Refusals;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.concurrent.CompletionException;

/** What is answered over HTTP, in ADSP's form. */
final class Answers {

    private static final MediaType JSON = MediaType.of("application/json; charset=utf-8");
    private static final MediaType TEXT = MediaType.of("text/plain; charset=utf-8");

    private Answers() {}

    static HttpResponse<?> ok(JsonNode json) {
        return HttpResponse.ok(Json.bytes(json)).contentType(JSON);
    }

    static HttpResponse<?> text(HttpStatus status, String text) {
        return HttpResponse.status(status).body(text).contentType(TEXT);
    }

    /** {@code {"errorMessage":…}}; with {@code Retry-After} where the same request may succeed later. */
    static HttpResponse<?> refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof AdspRefusal refusal) {
            return error(refusal.status(), refusal.getMessage());
        }
        Problem problem = Refusals.of(cause);
        MutableHttpResponse<?> answer = error(problem.status(), problem.detail());
        problem.retryAfterSeconds()
                .ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        return answer;
    }

    private static MutableHttpResponse<?> error(int status, String message) {
        return HttpResponse.status(HttpStatus.valueOf(status))
                .body(Json.bytes(Json.object().put("errorMessage", message)))
                .contentType(JSON);
    }
}
