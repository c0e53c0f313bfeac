package io.logcast.gateway.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Polls over one connection that begins with the preface of HTTP/2. */
final class Http2Polling implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel connection;

    Http2Polling(int port) throws InterruptedException {
        connection = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forClient().build(),
                                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                    }
                })
                .connect("127.0.0.1", port)
                .sync()
                .channel();
    }

    Request get(String query) throws InterruptedException {
        return send("GET", query, "");
    }

    Request send(String method, String query, String body) throws InterruptedException {
        Request request = new Request();
        request.stream = new Http2StreamChannelBootstrap(connection)
                .handler(request)
                .open()
                .sync()
                .getNow();
        Http2Headers headers = new DefaultHttp2Headers()
                .method(method)
                .scheme("http")
                .authority("localhost")
                .path("/socket.io/?" + query);
        request.stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, body.isEmpty()));
        if (!body.isEmpty()) {
            request.stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, UTF_8), true));
        }
        return request;
    }

    @Override
    public void close() throws InterruptedException {
        connection.close().sync();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** And what comes back. */
    static final class Request extends SimpleChannelInboundHandler<Http2StreamFrame> {

        private final CompletableFuture<String> answer = new CompletableFuture<>();
        private final StringBuilder gathered = new StringBuilder();
        private Channel stream;

        /** Status and body, with a space between. */
        String answer() throws InterruptedException, ExecutionException, TimeoutException {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        void cancel() throws InterruptedException {
            stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL)).sync();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame) {
            boolean last = false;
            if (frame instanceof Http2HeadersFrame head) {
                gathered.append(head.headers().status()).append(' ');
                last = head.isEndStream();
            } else if (frame instanceof Http2DataFrame data) {
                gathered.append(data.content().toString(UTF_8));
                last = data.isEndStream();
            }
            if (last) {
                answer.complete(gathered.toString());
            }
        }
    }
}
