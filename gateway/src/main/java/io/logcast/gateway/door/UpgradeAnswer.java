package io.logcast.gateway.door;

import io.logcast.gateway.engineio.EngineError;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.timeout.ReadTimeoutHandler;

/**
 * Waits for what the owner says to a forwarded request to become a WebSocket, in the connection to the owner. If it agrees, both
 * connections have {@link Relay}s in place of HTTP; else the client gets its answer, and both end.
 */
final class UpgradeAnswer extends SimpleChannelInboundHandler<FullHttpResponse> {

    private final ChannelHandlerContext client;
    private boolean answered;

    UpgradeAnswer(ChannelHandlerContext client) {
        this.client = client;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext owner, FullHttpResponse answer) {
        answered = true;
        if (answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            // Through the client's HTTP codec while it is there.
            client.writeAndFlush(answer.retain());
            relay(owner.channel(), client.channel());
        } else {
            ForwardedUpgrades.answer(client, answer.retain());
            owner.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext owner) {
        if (!answered) {
            ForwardedUpgrades.refuse(client, EngineError.UNKNOWN_SESSION);
        }
        owner.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext owner, Throwable failure) {
        owner.close();
    }

    private void relay(Channel owner, Channel client) {
        HttpHandlers.replace(client.pipeline(), () -> client.pipeline().addLast(new Relay(owner)));
        ChannelPipeline pipeline = owner.pipeline();
        pipeline.addLast(new Relay(client));
        pipeline.remove(this);
        pipeline.remove(ReadTimeoutHandler.class);
        pipeline.remove(HttpObjectAggregator.class);
        // What the codec has read too much goes to the relay.
        pipeline.remove(HttpClientCodec.class);
        owner.config().setAutoRead(true);
        client.config().setAutoRead(true);
    }
}
