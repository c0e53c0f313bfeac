package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.Fanout;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.TypedMessageBodyWriter;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpServerCodec;
import jakarta.inject.Singleton;
import java.io.OutputStream;

/**
 * Where Micronaut's work ends: routing, security, CORS and headers are done. On HTTP/1.1 the body is one that hands the
 * connection over; on HTTP/2 it is one that is fed from outside.
 */
@Singleton
final class EventStreamWriter implements TypedMessageBodyWriter<EventStream>, ResponseBodyWriter<EventStream> {

    private final Fanout fanout;

    EventStreamWriter(Fanout fanout) {
        this.fanout = fanout;
    }

    @Override
    public Argument<EventStream> getType() {
        return Argument.of(EventStream.class);
    }

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<EventStream> type,
            MediaType mediaType,
            EventStream stream) {
        Channel channel = Channels.of(request);
        return channel.pipeline().get(HttpServerCodec.class) == null
                ? shared(bodies, channel, stream)
                : handedOver(bodies, channel, stream);
    }

    @Override
    public void writeTo(
            Argument<EventStream> type,
            MediaType mediaType,
            EventStream stream,
            MutableHeaders headers,
            OutputStream target) {
        throw new UnsupportedOperationException("a stream goes on for ever and fits no OutputStream");
    }

    private CloseableByteBody handedOver(ByteBodyFactory bodies, Channel channel, EventStream stream) {
        StreamConnection connection =
                new StreamConnection(stream.admission(), stream.wire().chunked(), fanout);
        return bodies.createStreamingBody(BodySizeLimits.UNLIMITED, new HandOver(channel, connection))
                .rootBody();
    }

    private CloseableByteBody shared(ByteBodyFactory bodies, Channel channel, EventStream stream) {
        return new Http2StreamOutlet(channel, stream, fanout).body(bodies);
    }
}
