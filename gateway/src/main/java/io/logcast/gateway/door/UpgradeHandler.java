package io.logcast.gateway.door;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Takes requests that make a connection a WebSocket of a {@link WebSocketDoor} before Micronaut sees them. One that cannot be served goes
 * on as a usual request, and is refused where those are. Confined to the event loop of its connection.
 */
final class UpgradeHandler extends ChannelDuplexHandler {

    private final Upgrades upgrades;
    /** A connection that owes answers to earlier requests cannot change its protocol. */
    private int unanswered;

    private HttpRequest taken;

    UpgradeHandler(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (taken == null && message instanceof HttpRequest request) {
            if (unanswered == 0 && upgrades.accept(request, ctx.channel())) {
                taken = request;
            } else {
                unanswered++;
                upgrades.conceal(request);
            }
        }
        if (taken == null) {
            ctx.fireChannelRead(message);
        } else {
            swallow(ctx, message);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            unanswered--;
        }
        ctx.write(message, promise);
    }

    /** Nothing is read by itself here: who swallows must ask for more. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (taken != null) {
            ctx.read();
        }
        ctx.fireChannelReadComplete();
    }

    private void swallow(ChannelHandlerContext ctx, Object message) {
        boolean last = message instanceof LastHttpContent;
        ReferenceCountUtil.release(message);
        if (last) {
            HttpRequest request = taken;
            taken = null;
            upgrades.perform(request, ctx);
        }
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
