package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FrameEncoder;
import io.logcast.gateway.fanout.Outlet;
import io.logcast.gateway.fanout.Subscriber;
import io.logcast.gateway.replay.Start;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * The connection after the hand-over: the last handler of its pipeline, with nothing of HTTP left above the socket (and
 * TLS, if there is any). Frames leave as chunks, because Micronaut's head has announced chunks.
 */
final class StreamConnection extends ChannelInboundHandlerAdapter implements Outlet {

    /** Who takes nothing does not take the last frame either, and would keep its socket and what waits in it for ever. */
    private static final long LAST_FRAME_SECONDS = 5;

    private final Fanout fanout;
    private final FrameEncoder frames;
    private Admission admission;
    private Subscriber subscriber;
    private ChannelHandlerContext context;

    StreamConnection(Admission admission, FrameEncoder frames, Fanout fanout) {
        this.admission = admission;
        this.frames = frames;
        this.fanout = fanout;
    }

    /** On the event loop, once, when the pipeline is ours. Listening comes first, so that nothing is missed in between. */
    void begin() {
        Start start = admission.start();
        subscriber = fanout.admit(context.executor(), admission, frames, this);
        // It would be kept for as long as the connection.
        admission = null;
        if (!subscriber.isClosed()) {
            subscriber.begin(start);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public boolean isWritable() {
        return context.channel().isWritable();
    }

    @Override
    public void send(ByteBuf batch) {
        context.writeAndFlush(batch, context.voidPromise());
    }

    @Override
    public void later(Runnable task) {
        context.executor().execute(task);
    }

    @Override
    public void end(CloseReason reason) {
        // First: it may be the lack of memory that ends the stream, and then there is none for a last chunk either.
        context.executor().schedule(() -> context.close(), LAST_FRAME_SECONDS, TimeUnit.SECONDS);
        context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), "0\r\n\r\n"))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (subscriber != null && isWritable()) {
            subscriber.advance();
        }
    }

    /** A subscriber has nothing to say after its request; what it sends all the same is not kept. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (subscriber != null) {
            subscriber.close(CloseReason.CLIENT_GONE);
        }
    }

    /** The usual cause is a client that went away without saying so. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
