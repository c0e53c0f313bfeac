package io.logcast.gateway.door;

import io.logcast.gateway.engineio.EngineServer;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers the requests of polling, ahead of Micronaut's own filters: its CORS does not concern them, and its security would
 * refuse an Authorization that is none of its business, since each namespace decides for itself who may enter.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Requires(beans = EngineServer.class)
final class DoorFilter implements ConditionalFilter, Ordered {

    private final Paths paths;
    private final Cors cors;
    private final Polling polling;

    DoorFilter(Paths paths, Cors cors, Polling polling) {
        this.paths = paths;
        this.cors = cors;
        this.polling = polling;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return paths.contain(unwrapped(request).getNativeRequest().uri());
    }

    @RequestFilter
    @PreMatching
    CompletionStage<MutableHttpResponse<?>> answer(HttpRequest<?> received) {
        NettyHttpRequest<?> request = unwrapped(received);
        HttpHeaders headers = request.getNativeRequest().headers();
        if (request.getMethod() == HttpMethod.OPTIONS) {
            return CompletableFuture.completedFuture(cors.preflight(headers::get));
        }
        return polling.answer(request).thenApply(answer -> {
            cors.allow(headers::get, answer);
            return answer;
        });
    }

    private static NettyHttpRequest<?> unwrapped(HttpRequest<?> request) {
        HttpRequest<?> inner = request;
        while (inner instanceof HttpRequestWrapper<?> wrapper) {
            inner = wrapper.getDelegate();
        }
        return (NettyHttpRequest<?>) inner;
    }
}
