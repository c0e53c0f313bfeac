package io.logcast.gateway.door;

import io.logcast.gateway.engineio.EngineError;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * Connects WebSockets with the gateways that have their sessions: sends the request on, and if the owner agrees, relays bytes
 * both ways. Both connections are on the event loop of the client's.
 */
@Singleton
final class ForwardedUpgrades {

    /** Of an answer that is none to become a WebSocket. */
    private static final int MOST_ANSWER_BYTES = 8192;

    /** A gateway that has accepted the connection, and then says nothing. */
    private static final int ANSWER_SECONDS = 5;

    private final Owners owners;
    private final PeerTls tls;

    ForwardedUpgrades(Owners owners, PeerTls tls) {
        this.owners = owners;
        this.tls = tls;
    }

    /** On the event loop of the client's connection, which is as {@link ForeignSids#upgrade} says. */
    void connect(Owner owner, ChannelHandlerContext client, HttpRequest request) {
        InetAddress known =
                NetUtil.createInetAddressFromIpAddressString(owner.address().host());
        if (known != null) {
            connect(owner, new InetSocketAddress(known, owner.address().port()), client, request);
            return;
        }
        // Asking for a name may block, which an event loop must not.
        CompletableFuture.supplyAsync(() -> new InetSocketAddress(
                        owner.address().host(), owner.address().port()))
                .thenAcceptAsync(
                        address -> connect(owner, address, client, request),
                        client.channel().eventLoop());
    }

    /** Answers a request to become a WebSocket, and ends the connection. */
    static void refuse(ChannelHandlerContext client, EngineError error) {
        byte[] json = error.json();
        FullHttpResponse refusal = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(error.status()), Unpooled.wrappedBuffer(json));
        refusal.headers()
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        answer(client, refusal);
    }

    /** The last answer of the connection. */
    static void answer(ChannelHandlerContext client, FullHttpResponse answer) {
        answer.headers()
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
        client.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private void connect(Owner owner, InetSocketAddress address, ChannelHandlerContext client, HttpRequest request) {
        if (!client.channel().isActive()) {
            return;
        }
        if (address.isUnresolved()) {
            // The bootstrap would ask for the name again, and wait.
            refuse(client, EngineError.UNKNOWN_SESSION);
            return;
        }
        FullHttpRequest sent = forwarded(owner, request);
        new Bootstrap()
                .group(client.channel().eventLoop())
                .channel(client.channel().getClass())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) ForwardedPolls.CONNECT_PATIENCE.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<Channel>() {

                    @Override
                    protected void initChannel(Channel channel) {
                        tls.secure(channel, owner.address());
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(MOST_ANSWER_BYTES))
                                .addLast(new ReadTimeoutHandler(ANSWER_SECONDS))
                                .addLast(new UpgradeAnswer(client));
                    }
                })
                .connect(address)
                .addListener((ChannelFuture connecting) -> connected(connecting, owner, client, sent));
    }

    private void connected(
            ChannelFuture connecting, Owner owner, ChannelHandlerContext client, FullHttpRequest request) {
        if (connecting.isSuccess()) {
            client.channel()
                    .closeFuture()
                    .addListener(gone -> connecting.channel().close());
            connecting.channel().writeAndFlush(request);
        } else {
            request.release();
            if (!(connecting.cause() instanceof ConnectTimeoutException)) {
                owners.unreachable(owner, connecting.cause());
            }
            refuse(client, EngineError.UNKNOWN_SESSION);
        }
    }

    /** With what makes a WebSocket; where the page comes from was judged here. */
    private FullHttpRequest forwarded(Owner owner, HttpRequest request) {
        FullHttpRequest sent =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, request.uri(), Unpooled.EMPTY_BUFFER);
        request.headers().forEach(header -> {
            if (header.getKey().regionMatches(true, 0, "sec-websocket-", 0, "sec-websocket-".length())) {
                sent.headers().add(header.getKey(), header.getValue());
            }
        });
        sent.headers()
                .set(HttpHeaderNames.HOST, owner.address().toString())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(Owners.FORWARDED, owners.self());
        return sent;
    }
}
