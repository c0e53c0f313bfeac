package io.logcast.gateway.app;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import java.util.Locale;

/**
 * Keeps a connection that begins with HTTP/1.1 at that. Upgrading to h2c is gone from HTTP/2 (RFC 9113, 3.1), would have
 * the first request's body gathered, 8 KiB at most, and would cost streams their hand-over; yet the client of the JDK asks
 * for it with every first request.
 */
@Sharable
final class PriorKnowledge extends ChannelInboundHandlerAdapter {

    private static final PriorKnowledge INSTANCE = new PriorKnowledge();

    private PriorKnowledge() {}

    /** Does nothing where no upgrade is offered. */
    static void only(ChannelPipeline pipeline) {
        ChannelHandlerContext upgrades = pipeline.context(HttpServerUpgradeHandler.class);
        if (upgrades != null) {
            pipeline.addBefore(upgrades.name(), null, INSTANCE);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest first) {
            String asked = first.headers().get(HttpHeaderNames.UPGRADE);
            if (asked != null && asked.toLowerCase(Locale.ROOT).contains("h2c")) {
                first.headers().remove(HttpHeaderNames.UPGRADE);
            }
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(message);
    }
}
