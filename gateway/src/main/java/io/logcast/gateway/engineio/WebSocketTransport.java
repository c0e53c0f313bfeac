package io.logcast.gateway.engineio;

import io.logcast.gateway.websocket.ClientFrames;
import io.logcast.gateway.websocket.Closing;
import io.logcast.gateway.websocket.ServerFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * A WebSocket: the last handler of its pipeline, behind netty's decoder. What is sent are whole frames, so there is no
 * encoder. Reads nothing before {@link #begin}; then it belongs to the event loop of its session.
 */
final class WebSocketTransport extends ChannelInboundHandlerAdapter implements Transport {

    private static final int MOST_EARLY = 16;

    private final int protocol;
    private final Wire wire;
    private List<WebSocketFrame> early = new ArrayList<>(0);
    private ChannelHandlerContext context;
    private Receiver receiver;
    private boolean ended;

    WebSocketTransport(int protocol) {
        this.protocol = protocol;
        this.wire = Wire.webSocket(protocol);
    }

    /** To be done before the HTTP codec is removed, which leaves what it has read too much to the handler behind it. */
    void install(ChannelPipeline pipeline, int maxPayload) {
        ClientFrames.decode(pipeline, maxPayload);
        pipeline.addLast("logcast-engine", this);
    }

    /** The handshake has been answered. On the event loop of the session. */
    void begin(Receiver first) {
        receiver = first;
        List<WebSocketFrame> held = early;
        early = null;
        held.forEach(this::take);
        Channel channel = context.channel();
        channel.config().setAutoRead(true);
        channel.read();
        if (!channel.isActive()) {
            // It has gone while it was on its way here.
            lost(EngineCloseReason.TRANSPORT_CLOSE);
        }
    }

    /** Answers the request that made this a WebSocket. */
    void accept(ByteBuf head) {
        context.writeAndFlush(head, context.voidPromise());
    }

    void receiver(Receiver next) {
        receiver = next;
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public boolean isWritable() {
        return context.channel().isWritable();
    }

    @Override
    public void sendFrames(ByteBuf framed) {
        context.writeAndFlush(framed, context.voidPromise());
    }

    @Override
    public void send(List<Packet> packets) {
        sendFrames(frames(packets));
    }

    @Override
    public boolean end(List<Packet> last, EngineCloseReason reason) {
        close(last, reason == EngineCloseReason.SHUTDOWN ? WebSocketCloseStatus.ENDPOINT_UNAVAILABLE : null);
        if (reason == EngineCloseReason.PARSE_ERROR) {
            Closing.hangUp(context);
        }
        return true;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            ReferenceCountUtil.release(message);
        } else if (early != null) {
            hold(frame);
        } else {
            take(frame);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (receiver != null && !ended && isWritable()) {
            receiver.drained();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lost(EngineCloseReason.TRANSPORT_CLOSE);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (early != null) {
            early.forEach(ReferenceCountUtil::release);
            early = List.of();
        }
    }

    /** Either the client broke the protocol, or the connection broke. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException broken) {
            violated(broken.closeStatus(), EngineCloseReason.PARSE_ERROR);
        } else if (cause instanceof TooLongFrameException) {
            violated(WebSocketCloseStatus.MESSAGE_TOO_BIG, EngineCloseReason.TRANSPORT_ERROR);
        } else {
            lost(EngineCloseReason.TRANSPORT_ERROR);
            ctx.close();
        }
    }

    /** Nobody has reason to send much before the handshake is answered. */
    private void hold(WebSocketFrame frame) {
        early.add(frame);
        if (early.size() > MOST_EARLY) {
            context.close();
        }
    }

    private void take(WebSocketFrame frame) {
        try {
            if (frame instanceof CloseWebSocketFrame) {
                closedByClient();
            } else if (!ended && frame instanceof PingWebSocketFrame) {
                pong(frame.content());
            } else if (!ended && isMessage(frame)) {
                receiver.received(packet(frame));
            }
        } catch (MalformedMessage e) {
            lost(EngineCloseReason.PARSE_ERROR);
        } finally {
            frame.release();
        }
    }

    private static boolean isMessage(WebSocketFrame frame) {
        return frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
    }

    private Packet packet(WebSocketFrame frame) {
        byte[] bytes = ByteBufUtil.getBytes(frame.content());
        return frame instanceof TextWebSocketFrame
                ? Packet.ofText(Utf8.require(bytes), protocol)
                : Packet.ofBinary(bytes, protocol);
    }

    /** Somebody who takes nothing does not get more. */
    private void pong(ByteBuf data) {
        if (isWritable()) {
            ByteBuf out = context.alloc().buffer();
            ServerFrames.pong(out, data);
            sendFrames(out);
        }
    }

    private void closedByClient() {
        lost(EngineCloseReason.TRANSPORT_CLOSE);
        close(List.of(), null);
        context.channel().close();
    }

    private void violated(WebSocketCloseStatus status, EngineCloseReason reason) {
        close(List.of(), status);
        Closing.hangUp(context);
        lost(reason);
    }

    private void lost(EngineCloseReason reason) {
        if (receiver != null) {
            receiver.gone(reason);
        }
    }

    /** @param status null to give none */
    private void close(List<Packet> last, WebSocketCloseStatus status) {
        if (ended) {
            return;
        }
        ended = true;
        ByteBuf out = frames(last);
        if (status == null) {
            ServerFrames.close(out);
        } else {
            ServerFrames.close(out, status, "");
        }
        context.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        Closing.awaitAnswer(context);
    }

    private ByteBuf frames(List<Packet> packets) {
        ByteBuf out = context.alloc().buffer();
        packets.forEach(packet -> wire.append(out, packet));
        return out;
    }
}
