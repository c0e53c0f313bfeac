package io.logcast.gateway.sse;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;

/** The connection that a request came on. */
final class Channels {

    private Channels() {}

    static Channel of(HttpRequest<?> request) {
        HttpRequest<?> inner = request;
        while (inner instanceof HttpRequestWrapper<?> wrapper) {
            inner = wrapper.getDelegate();
        }
        return ((NettyHttpRequest<?>) inner).getChannelHandlerContext().channel();
    }
}
