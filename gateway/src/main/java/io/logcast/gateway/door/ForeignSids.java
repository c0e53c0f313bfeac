package io.logcast.gateway.door;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.CompletionStage;

/**
 * What becomes of requests for sessions that another gateway has, by their sids. Origin has been checked, and CORS is done by
 * the caller; the other gateway does both again, by the request's own Origin and Host.
 */
interface ForeignSids {

    /**
     * A GET or POST of polling. On an event loop.
     *
     * @param body all of it; empty for a GET
     */
    CompletionStage<MutableHttpResponse<?>> polling(HttpRequest<?> request, String sid, byte[] body);

    /**
     * A request to become a WebSocket. On the event loop of the connection, which is HTTP still, has nothing of this request
     * left to be read, owes no other answer and is not read by itself. See {@link HttpHandlers} for how to have it alone.
     *
     * @param context of a handler behind the HTTP codec
     */
    void upgrade(ChannelHandlerContext context, io.netty.handler.codec.http.HttpRequest request, String sid);
}
