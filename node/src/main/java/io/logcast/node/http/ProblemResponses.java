package io.logcast.node.http;

import io.logcast.json.Json;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Problems as HTTP responses. */
public final class ProblemResponses {

    private static final MediaType PROBLEM = MediaType.of(Problem.MEDIA_TYPE);

    private ProblemResponses() {}

    public static MutableHttpResponse<byte[]> of(Problem problem) {
        return write(problem, HttpResponse.status(HttpStatus.valueOf(problem.status())));
    }

    /** Keeps the response's own headers, such as {@code Allow}. */
    static MutableHttpResponse<byte[]> write(Problem problem, MutableHttpResponse<?> response) {
        problem.retryAfterSeconds().ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds.toString()));
        if (problem.status() == HttpStatus.UNAUTHORIZED.getCode()) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.contentType(PROBLEM).body(Json.bytes(problem.toJson()));
    }
}
