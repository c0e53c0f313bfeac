package io.logcast.gateway.door;

import io.micronaut.context.annotation.Requires;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Decides about requests to become a WebSocket, and hands their connections over. On the event loop of the connection. */
@Singleton
@Requires(beans = WebSocketDoor.class)
final class Upgrades {

    private final List<WebSocketDoor> doors;
    private final Cors cors;

    Upgrades(List<WebSocketDoor> doors, Cors cors) {
        this.doors = List.copyOf(doors);
        this.cors = cors;
    }

    /** Whether {@link #perform} can be called for it. */
    boolean accept(HttpRequest request, Channel channel) {
        return Requests.isWebSocket(request.headers())
                && !hasBody(request)
                && cors.admits(request.headers(), Requests.isSecure(channel))
                && doorOf(request).filter(door -> door.serves(request, channel)).isPresent();
    }

    /** Nobody else is to take it for a WebSocket. */
    void conceal(HttpRequest request) {
        if (doorOf(request).isPresent()) {
            request.headers().remove(HttpHeaderNames.UPGRADE);
        }
    }

    /** All of the request has been read. */
    void perform(HttpRequest request, ChannelHandlerContext context) {
        cors.dropStrangeCookies(request.headers(), Requests.isSecure(context.channel()));
        doorOf(request).orElseThrow().open(request, context);
    }

    private Optional<WebSocketDoor> doorOf(HttpRequest request) {
        return Requests.asksForWebSocket(request)
                ? doors.stream().filter(door -> door.isAt(request.uri())).findFirst()
                : Optional.empty();
    }

    private static boolean hasBody(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) != 0;
    }
}
