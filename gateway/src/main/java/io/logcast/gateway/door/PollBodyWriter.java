package io.logcast.gateway.door;

import io.micronaut.buffer.netty.NettyReadBufferFactory;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.TypedMessageBodyWriter;
import io.netty.buffer.ByteBufAllocator;
import jakarta.inject.Singleton;
import java.io.OutputStream;

/** Hands netty's buffers through Micronaut without a copy. */
@Singleton
final class PollBodyWriter implements TypedMessageBodyWriter<PollBody>, ResponseBodyWriter<PollBody> {

    private static final NettyReadBufferFactory BUFFERS = NettyReadBufferFactory.of(ByteBufAllocator.DEFAULT);

    @Override
    public Argument<PollBody> getType() {
        return Argument.of(PollBody.class);
    }

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<PollBody> type,
            MediaType mediaType,
            PollBody body) {
        return bodies.adapt(BUFFERS.adapt(body.payload()));
    }

    @Override
    public void writeTo(
            Argument<PollBody> type, MediaType mediaType, PollBody body, MutableHeaders headers, OutputStream target) {
        throw new UnsupportedOperationException("a poll is answered by an event loop, never by a stream");
    }
}
