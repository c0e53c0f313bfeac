package io.logcast.gateway.profile.ssenotify;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;

/**
 * {@code GET /health} as the original answers it, in front of Micronaut's own, which goes on below it ({@code /health/liveness},
 * {@code /health/readiness}); and {@code /}, which leads there.
 */
@ServerFilter({NotifyRoot.ROOT, NotifyRoot.HEALTH})
@Requires(property = NotifySettings.ENABLED, value = "true")
final class NotifyRoot implements Ordered {

    static final String ROOT = "/";
    static final String HEALTH = "/health";

    private static final String OK = "{\"status\":\"ok\"}";

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    @PreMatching
    @Nullable
    MutableHttpResponse<?> answer(HttpRequest<?> request) {
        if (request.getPath().equals(ROOT)) {
            return HttpResponse.status(HttpStatus.MOVED_PERMANENTLY).header(HttpHeaders.LOCATION, HEALTH);
        }
        return request.getMethod() == HttpMethod.GET
                ? HttpResponse.ok(OK).contentType(MediaType.APPLICATION_JSON_TYPE)
                : null;
    }
}
