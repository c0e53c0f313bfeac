package io.logcast.gateway.app;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;

/**
 * HTTP/2 beside HTTP/1.1 on the same port: by ALPN over TLS, without TLS for clients that begin with the preface of HTTP/2
 * (RFC 9113, 3.3).
 */
@Singleton
final class HttpVersions implements BeanCreatedEventListener<NettyHttpServerConfiguration> {

    private final GatewaySettings settings;

    HttpVersions(GatewaySettings settings) {
        this.settings = settings;
    }

    @Override
    public NettyHttpServerConfiguration onCreated(BeanCreatedEvent<NettyHttpServerConfiguration> event) {
        NettyHttpServerConfiguration server = event.getBean();
        server.setHttpVersion(settings.http2() ? HttpVersion.HTTP_2_0 : HttpVersion.HTTP_1_1);
        return server;
    }
}
