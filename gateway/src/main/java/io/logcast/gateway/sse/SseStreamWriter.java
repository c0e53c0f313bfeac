package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FanoutSettings;
import io.logcast.gateway.fanout.FrameEncoder;
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
final class SseStreamWriter implements TypedMessageBodyWriter<Admission>, ResponseBodyWriter<Admission> {

    private final Fanout fanout;
    private final FrameEncoder frames;

    SseStreamWriter(Fanout fanout, FanoutSettings settings) {
        this.fanout = fanout;
        this.frames = new SseEncoder(Framing.CHUNKED, settings.retry());
    }

    @Override
    public Argument<Admission> getType() {
        return Argument.of(Admission.class);
    }

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<Admission> type,
            MediaType mediaType,
            Admission stream) {
        Channel channel = netty(request).getChannelHandlerContext().channel();
        SseConnection connection = new SseConnection(stream, frames, fanout);
        return bodies.createStreamingBody(BodySizeLimits.UNLIMITED, new HandOver(channel, connection))
                .rootBody();
    }

    @Override
    public void writeTo(
            Argument<Admission> type,
            MediaType mediaType,
            Admission stream,
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
