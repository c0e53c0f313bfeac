package io.logcast.gateway.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FrameEncoder;
import io.logcast.gateway.fanout.Outlet;
import io.logcast.gateway.fanout.Pulse;
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
final class SseConnection extends ChannelInboundHandlerAdapter implements Outlet {

    /** Who takes nothing does not take the last frame either, and would keep its socket and what waits in it for ever. */
    private static final long LAST_FRAME_SECONDS = 5;

    private final Fanout fanout;
    private final Start start;
    private final Subscriber subscriber;
    private ChannelHandlerContext context;

    SseConnection(SseStream stream, FrameEncoder frames, Fanout fanout, Pulse pulse) {
        this.fanout = fanout;
        this.start = stream.start();
        this.subscriber = new Subscriber(stream.subscription(), stream.feed(), frames, this, pulse);
    }

    /** On the event loop, once, when the pipeline is ours. Listening comes first, so that nothing is missed in between. */
    void begin() {
        fanout.add(context.executor(), subscriber);
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
    public void write(ByteBuf frame) {
        context.write(chunk(frame), context.voidPromise());
    }

    @Override
    public void flush() {
        context.flush();
    }

    @Override
    public void later(Runnable task) {
        context.executor().execute(task);
    }

    @Override
    public void end() {
        fanout.remove(context.executor(), subscriber);
        context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), "0\r\n\r\n"))
                .addListener(ChannelFutureListener.CLOSE);
        context.executor().schedule(() -> context.close(), LAST_FRAME_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (isWritable()) {
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
        subscriber.close(CloseReason.CLIENT_GONE);
        fanout.remove(ctx.executor(), subscriber);
    }

    /** The usual cause is a client that went away without saying so. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private ByteBuf chunk(ByteBuf frame) {
        try {
            int size = frame.readableBytes();
            ByteBuf chunk = context.alloc().buffer(size + 12);
            chunk.writeCharSequence(Integer.toHexString(size) + "\r\n", US_ASCII);
            chunk.writeBytes(frame).writeByte('\r').writeByte('\n');
            return chunk;
        } finally {
            frame.release();
        }
    }
}
