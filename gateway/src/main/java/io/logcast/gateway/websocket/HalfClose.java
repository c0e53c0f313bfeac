package io.logcast.gateway.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** The end of a connection whose other side may go on sending. */
public final class HalfClose {

    private HalfClose() {}

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
