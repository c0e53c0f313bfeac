package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FanoutSettings;
import io.logcast.gateway.fanout.FrameEncoder;
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
import jakarta.inject.Singleton;
import java.io.OutputStream;

/**
 * Where Micronaut's work ends: routing, security, CORS and headers are done, and instead of a body it gets one that hands
 * the connection over.
 */
@Singleton
final class EventStreamWriter implements TypedMessageBodyWriter<EventStream>, ResponseBodyWriter<EventStream> {

    private final Fanout fanout;
    /** One of each for all: subscribers with the same encoder share what it wrote. */
    private final FrameEncoder sse;

    private final FrameEncoder ndjson = new NdjsonEncoder(Framing.CHUNKED);

    EventStreamWriter(Fanout fanout, FanoutSettings settings) {
        this.fanout = fanout;
        this.sse = new SseEncoder(Framing.CHUNKED, settings.retry());
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
        StreamConnection connection = new StreamConnection(stream.admission(), frames(stream.format()), fanout);
        return bodies.createStreamingBody(BodySizeLimits.UNLIMITED, new HandOver(channel, connection))
                .rootBody();
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

    private FrameEncoder frames(Format format) {
        return format == Format.NDJSON ? ndjson : sse;
    }
}
