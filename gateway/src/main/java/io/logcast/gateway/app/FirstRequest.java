package io.logcast.gateway.app;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer.Registry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that do not bring the head of their first request in time, however busily they send a byte now and then:
 * the time limits of idle connections never come for these. From then on other limits hold: of streams, of sessions, of silence.
 */
@Singleton
final class FirstRequest implements BeanCreatedEventListener<Registry>, NettyServerCustomizer {

    private final Duration limit;

    FirstRequest(@Property(name = "logcast.gateway.first-request", defaultValue = "60s") Duration limit) {
        this.limit = limit;
    }

    @Override
    public Registry onCreated(BeanCreatedEvent<Registry> event) {
        event.getBean().register(this);
        return event.getBean();
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        return role == ChannelRole.CONNECTION ? new Clock(channel, limit) : this;
    }

    /** Of one connection. Confined to its first event loop, which it does not leave before its first request. */
    private static final class Clock extends ChannelInboundHandlerAdapter implements NettyServerCustomizer {

        private final Channel connection;
        private final Duration limit;
        private final GenericFutureListener<Future<Void>> gone = ended -> stop();
        private Future<?> alarm;
        private boolean watching;

        private Clock(Channel connection, Duration limit) {
            this.connection = connection;
            this.limit = limit;
        }

        @Override
        public void onInitialPipelineBuilt() {
            alarm = connection.eventLoop().schedule(this::expired, limit.toMillis(), TimeUnit.MILLISECONDS);
            connection.closeFuture().addListener(gone);
            watch();
        }

        @Override
        public void onStreamPipelineBuilt() {
            watch();
        }

        /** With TLS the codec comes later, without it is there at once. Before all who might keep the request to themselves. */
        private void watch() {
            ChannelHandlerContext codec = connection.pipeline().context(HttpServerCodec.class);
            if (codec != null && !watching) {
                watching = true;
                connection.pipeline().addAfter(codec.name(), null, this);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                stop();
                context.pipeline().remove(this);
            }
            context.fireChannelRead(message);
        }

        private void expired() {
            // With HTTP/2 requests come on streams of their own.
            if (connection.pipeline().get(Http2ConnectionHandler.class) == null) {
                connection.close();
            }
            stop();
        }

        private void stop() {
            alarm.cancel(false);
            connection.closeFuture().removeListener(gone);
        }
    }
}
