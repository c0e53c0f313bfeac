package io.logcast.gateway.profile.ssenotify;

import io.logcast.node.http.Problem;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** The original refuses without a word; the status stays, and when to try again. */
@ServerFilter({"/sse", "/connections/**"})
@Requires(property = NotifySettings.ENABLED, value = "true")
final class BareRefusals {

    @ResponseFilter
    void strip(MutableHttpResponse<?> response) {
        boolean isProblem = response.getContentType()
                .filter(type -> type.getName().equals(Problem.MEDIA_TYPE))
                .isPresent();
        if (isProblem) {
            response.body(null);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            response.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
        }
    }
}
