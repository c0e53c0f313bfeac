package io.logcast.gateway.door;

import io.logcast.gateway.engineio.EngineRequest;
import io.logcast.gateway.engineio.EngineServer;
import io.logcast.gateway.engineio.Sids;
import io.micronaut.context.annotation.Requires;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;

/** Decides about requests to become a WebSocket, and hands their connections over. On the event loop of the connection. */
@Singleton
@Requires(beans = EngineServer.class)
final class Upgrades {

    private final EngineServer engine;
    private final Sids sids;
    private final Paths paths;
    private final Cors cors;
    private final ForeignSids foreign;

    Upgrades(EngineServer engine, Sids sids, Paths paths, Cors cors, ForeignSids foreign) {
        this.engine = engine;
        this.sids = sids;
        this.paths = paths;
        this.cors = cors;
        this.foreign = foreign;
    }

    /** Whether {@link #perform} can be called for it. */
    boolean accept(HttpRequest request, Channel channel) {
        return concerns(request)
                && !hasBody(request)
                && cors.admits(request.headers(), Requests.isSecure(channel))
                && isServable(request, channel);
    }

    /** Nobody else is to take it for a WebSocket. */
    void conceal(HttpRequest request) {
        if (concerns(request)) {
            request.headers().remove(HttpHeaderNames.UPGRADE);
        }
    }

    /** All of the request has been read. */
    void perform(HttpRequest request, ChannelHandlerContext context) {
        Channel channel = context.channel();
        EngineRequest wanted = Requests.of(request, true);
        String sid = wanted.sid().orElse(null);
        if (sid != null && !sids.isMine(sid)) {
            foreign.upgrade(context, request, sid);
        } else {
            HttpHandlers.replace(
                    channel.pipeline(), () -> engine.webSocket(channel, Requests.webSocket(request, wanted, channel)));
        }
    }

    private boolean concerns(HttpRequest request) {
        return Requests.asksForWebSocket(request) && paths.contain(request.uri());
    }

    private boolean isServable(HttpRequest request, Channel channel) {
        try {
            EngineRequest wanted = Requests.of(request, true);
            boolean elsewhere = wanted.sid().filter(sid -> !sids.isMine(sid)).isPresent();
            return Requests.webSocket(request, wanted, channel) != null
                    && (elsewhere || engine.refusal(wanted).isEmpty());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean hasBody(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) != 0;
    }
}
