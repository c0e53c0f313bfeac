package io.logcast.gateway.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * A WebSocket whose messages are handed over one by one, each when it is asked for: what a client sends meanwhile stays in its
 * socket. The last handler of its pipeline, behind netty's decoder; what is sent are whole frames, so there is no encoder.
 * Confined to the event loop of its connection.
 */
public final class WebSocketLink extends ChannelInboundHandlerAdapter {

    private final User user;
    private ChannelHandlerContext context;
    /** A message is being dealt with, and the next one has been asked for. */
    private boolean handing;

    private boolean asked;
    private boolean ended;

    /** Who listens at this end. */
    public interface User {

        /** The client knows that it is one. Nothing comes before {@link #askForNext}. */
        void opened(WebSocketLink link);

        void text(byte[] utf8);

        void binary();

        /** There is room again for what is to be sent. */
        void drained();

        /** The connection has ended, by whomever; not after an end of our own. */
        void gone();
    }

    public WebSocketLink(User user) {
        this.user = user;
    }

    /**
     * At the end of the pipeline. To be done before the HTTP codec is removed, which leaves what it has read too much to the
     * handler behind it.
     */
    public void install(ChannelPipeline pipeline, int maxMessage) {
        ClientFrames.decode(pipeline, maxMessage);
        pipeline.addLast(new FlowControlHandler());
        pipeline.addLast("logcast-websocket", this);
    }

    /** Answers the handshake. In a task of its own, when nothing of HTTP is left. */
    public void open(String key) {
        context.channel().config().setAutoRead(false);
        send(WebSocketAnswer.accepted(key, null));
        user.opened(this);
    }

    public EventLoop loop() {
        return context.channel().eventLoop();
    }

    public boolean isWritable() {
        return context.channel().isWritable();
    }

    /** The next message may come. What is asked for while one is dealt with is asked for when that is done. */
    public void askForNext() {
        asked = true;
        if (!handing) {
            context.channel().config().setAutoRead(true);
        }
    }

    public void sendText(byte[] utf8) {
        ByteBuf out = context.alloc().buffer(utf8.length + 10);
        ServerFrames.text(out, utf8);
        send(out);
    }

    /** Frames, whole ones. */
    public void send(ByteBuf frames) {
        context.writeAndFlush(frames, context.voidPromise());
    }

    public void close(WebSocketCloseStatus status, String reason) {
        if (!ended) {
            ByteBuf out = context.alloc().buffer();
            ServerFrames.close(out, status, reason);
            send(out);
            awaitAnswer();
        }
    }

    /** The closing frame has been sent. */
    public void awaitAnswer() {
        ended = true;
        Closing.awaitAnswer(context);
        askForNext();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof CloseWebSocketFrame) {
                closedByClient();
            } else if (!ended && message instanceof WebSocketFrame frame) {
                take(frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ended && isWritable()) {
            user.drained();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lost();
    }

    /** Either the client broke the protocol, or the connection broke. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException broken) {
            violated(broken.closeStatus());
        } else if (cause instanceof TooLongFrameException) {
            violated(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        } else {
            lost();
            ctx.close();
        }
    }

    private void take(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame) {
            text(frame.content());
        } else if (frame instanceof BinaryWebSocketFrame) {
            hand(user::binary);
        } else if (frame instanceof PingWebSocketFrame) {
            pong(frame.content());
        }
    }

    private void text(ByteBuf content) {
        if (ByteBufUtil.isText(content, UTF_8)) {
            byte[] utf8 = ByteBufUtil.getBytes(content);
            hand(() -> user.text(utf8));
        } else {
            violated(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
        }
    }

    /** Reading goes on by itself, and stops here: a read of one's own, in the middle of others, is lost by some transports. */
    private void hand(Runnable message) {
        handing = true;
        asked = false;
        message.run();
        handing = false;
        if (!asked) {
            context.channel().config().setAutoRead(false);
        }
    }

    /** Somebody who takes nothing does not get more. */
    private void pong(ByteBuf data) {
        if (isWritable()) {
            ByteBuf out = context.alloc().buffer();
            ServerFrames.pong(out, data);
            send(out);
        }
    }

    private void closedByClient() {
        if (!ended) {
            close(WebSocketCloseStatus.NORMAL_CLOSURE, "");
            user.gone();
        }
        context.writeAndFlush(context.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
    }

    private void violated(WebSocketCloseStatus status) {
        if (!ended) {
            close(status, status.reasonText());
            Closing.hangUp(context);
            user.gone();
        }
    }

    private void lost() {
        if (!ended) {
            ended = true;
            user.gone();
        }
    }
}
