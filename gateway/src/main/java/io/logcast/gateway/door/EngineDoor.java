package io.logcast.gateway.door;

import io.logcast.gateway.engineio.EngineRequest;
import io.logcast.gateway.engineio.EngineServer;
import io.logcast.gateway.engineio.Sids;
import io.micronaut.context.annotation.Requires;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;

/** WebSockets of Engine.IO: those of this gateway's sessions, and those that belong to another gateway. */
@Singleton
@Requires(beans = EngineServer.class)
final class EngineDoor implements WebSocketDoor {

    private final EngineServer engine;
    private final Sids sids;
    private final Paths paths;
    private final ForeignSids foreign;

    EngineDoor(EngineServer engine, Sids sids, Paths paths, ForeignSids foreign) {
        this.engine = engine;
        this.sids = sids;
        this.paths = paths;
        this.foreign = foreign;
    }

    @Override
    public boolean isAt(String uri) {
        return paths.contain(uri);
    }

    @Override
    public boolean serves(HttpRequest request, Channel channel) {
        try {
            EngineRequest wanted = Requests.of(request, true);
            boolean elsewhere = wanted.sid().filter(sid -> !sids.isMine(sid)).isPresent();
            return elsewhere || engine.refusal(wanted).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void open(HttpRequest request, ChannelHandlerContext context) {
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
}
