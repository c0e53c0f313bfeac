package io.logcast.gateway.door;

import io.logcast.gateway.engineio.EngineError;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** This gateway knows of no other. */
@Singleton
@Requires(missingBeans = ForeignSids.class)
final class NoForeignSids implements ForeignSids {

    @Override
    public CompletionStage<MutableHttpResponse<?>> polling(HttpRequest<?> request, String sid, byte[] body) {
        return CompletableFuture.completedFuture(Responses.refused(EngineError.UNKNOWN_SESSION));
    }

    @Override
    public void upgrade(ChannelHandlerContext context, io.netty.handler.codec.http.HttpRequest request, String sid) {
        refuse(context, EngineError.UNKNOWN_SESSION);
    }

    /** Answers a request to become a WebSocket, and ends the connection. */
    static void refuse(ChannelHandlerContext context, EngineError error) {
        byte[] json = error.json();
        FullHttpResponse refusal = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(error.status()), Unpooled.wrappedBuffer(json));
        refusal.headers()
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, json.length);
        context.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
    }
}
