package io.logcast.gateway.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/** The ways in which a WebSocket ends whose closing frame has been sent (RFC 6455, 7.1). */
public final class Closing {

    private static final long PATIENCE_SECONDS = 5;

    private Closing() {}

    /** Who does not answer the closing frame keeps its socket no longer than that. */
    public static void awaitAnswer(ChannelHandlerContext context) {
        context.executor().schedule(() -> context.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Who breaks the rules need not answer the closing frame (RFC 6455, 7.1.7). Only our half is closed: what the client goes on
     * sending would otherwise reset the connection, and the frame with the reason would be lost.
     */
    public static void hangUp(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel socket
                && context.pipeline().get(SslHandler.class) == null) {
            // Behind what is still to be written.
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> socket.shutdownOutput());
        }
    }
}
