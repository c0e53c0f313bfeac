package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.Pulse;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.TypedMessageBodyWriter;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.io.OutputStream;

/**
 * Where Micronaut's work ends: routing, security, CORS and headers are done, and instead of a body it gets one that hands
 * the connection over.
 */
@Singleton
final class SseStreamWriter implements TypedMessageBodyWriter<SseStream>, ResponseBodyWriter<SseStream> {

    private final Fanout fanout;
    private final SseSettings settings;

    SseStreamWriter(Fanout fanout, SseSettings settings) {
        this.fanout = fanout;
        this.settings = settings;
    }

    @Override
    public Argument<SseStream> getType() {
        return Argument.of(SseStream.class);
    }

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<SseStream> type,
            MediaType mediaType,
            SseStream stream) {
        Channel channel = netty(request).getChannelHandlerContext().channel();
        SseConnection connection = new SseConnection(
                stream,
                new SseEncoder(channel.alloc(), settings.retry()),
                fanout,
                new Pulse(settings.fanout(), System::nanoTime, stream.lifetime()));
        return bodies.createStreamingBody(BodySizeLimits.UNLIMITED, new HandOver(channel, connection))
                .rootBody();
    }

    @Override
    public void writeTo(
            Argument<SseStream> type,
            MediaType mediaType,
            SseStream stream,
            MutableHeaders headers,
            OutputStream target) {
        throw new UnsupportedOperationException("a stream goes on for ever and fits no OutputStream");
    }

    private static NettyHttpRequest<?> netty(HttpRequest<?> request) {
        HttpRequest<?> inner = request;
        while (inner instanceof HttpRequestWrapper<?> wrapper) {
            inner = wrapper.getDelegate();
        }
        return (NettyHttpRequest<?>) inner;
    }
}
