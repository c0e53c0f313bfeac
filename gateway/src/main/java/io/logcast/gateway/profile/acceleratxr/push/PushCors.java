package io.logcast.gateway.profile.acceleratxr.push;

import io.logcast.gateway.door.Cors;
import io.logcast.gateway.profile.acceleratxr.AcceleratxrSettings;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;

/**
 * Pages that may open a WebSocket may also post: {@code Authorization} and JSON make their browsers ask beforehand. Ahead of
 * Micronaut's own CORS, which knows only the origins that are configured for the native doors.
 */
@ServerFilter({PushSettings.PATH, PushSettings.PATH + "/**"})
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
final class PushCors implements Ordered {

    private final Cors cors;

    PushCors(Cors cors) {
        this.cors = cors;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    @PreMatching
    @Nullable
    MutableHttpResponse<?> preflight(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.OPTIONS ? cors.preflight(request.getHeaders()::get) : null;
    }

    @ResponseFilter
    void allow(HttpRequest<?> request, MutableHttpResponse<?> answer) {
        cors.allow(request.getHeaders()::get, answer);
    }
}
