package io.logcast.gateway.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Whom connections become WebSockets for, at paths of its own. What can be said of every such request has been looked at:
 * that it keeps the rules of WebSocket, and comes from an origin that is admitted; its cookies are there only if they count. On
 * the event loop of the connection.
 */
public interface WebSocketDoor {

    /** @param uri as it stands in the request */
    boolean isAt(String uri);

    /** Whether {@link #open} can be called for it; if not, it goes on as a usual request. */
    boolean serves(HttpRequest request, Channel channel);

    /** All of the request has been read. */
    void open(HttpRequest request, ChannelHandlerContext context);
}
