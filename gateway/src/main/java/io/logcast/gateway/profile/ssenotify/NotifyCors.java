package io.logcast.gateway.profile.ssenotify;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;

/**
 * Pages of every origin may listen: the token alone decides, and no cookie is looked at. Outside of Micronaut's own filter, for
 * two answers to the question of origin would be none.
 */
@ServerFilter("/sse")
@Requires(property = NotifySettings.ENABLED, value = "true")
final class NotifyCors implements Ordered {

    private static final String A_DAY = "86400";

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** The original asked even the question whether one may ask for a token. */
    @RequestFilter
    @PreMatching
    @Nullable
    MutableHttpResponse<?> preflight(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.OPTIONS) {
            return null;
        }
        String wanted = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        return HttpResponse.noContent()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, wanted == null ? HttpHeaders.AUTHORIZATION : wanted)
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, A_DAY);
    }

    @ResponseFilter
    void allow(MutableHttpResponse<?> response) {
        response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
}
