package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrame;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One connection that begins with the preface of HTTP/2, and streams on it that read as fast or as slowly as told. */
public final class Http2Client implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel connection;

    public Http2Client(URI server) throws InterruptedException {
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
                .connect(server.getHost(), server.getPort())
                .sync()
                .channel();
    }

    public Response get(String path, String accept, String token) throws InterruptedException {
        Response response = new Response();
        Channel stream = new Http2StreamChannelBootstrap(connection)
                .handler(response)
                .open()
                .sync()
                .getNow();
        Http2Headers headers = new DefaultHttp2Headers()
                .method("GET")
                .scheme("http")
                .authority("localhost")
                .path(path)
                .set("accept", accept)
                .set("authorization", "Bearer " + token);
        stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true)).sync();
        response.stream = stream;
        return response;
    }

    /** Without a word: like a client whose process was killed. */
    @Override
    public void close() throws InterruptedException {
        connection.close().sync();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** What has come on one stream. */
    public static final class Response extends SimpleChannelInboundHandler<Http2StreamFrame> {

        private final StringBuilder body = new StringBuilder();
        private Channel stream;
        private Http2Headers head;
        private boolean ended;
        private boolean reset;

        public synchronized String body() {
            return body.toString();
        }

        synchronized Http2Headers head() {
            return head;
        }

        synchronized boolean hasEnded() {
            return ended;
        }

        synchronized boolean wasReset() {
            return reset;
        }

        public Http2Headers awaitHead() {
            Awaitility.await().atMost(PATIENCE).until(() -> head() != null);
            return head();
        }

        public String awaitBody(String part) {
            Awaitility.await().atMost(PATIENCE).until(() -> body().contains(part));
            return body();
        }

        void awaitEnd() {
            Awaitility.await().atMost(PATIENCE).until(this::hasEnded);
        }

        void pause() {
            stream.config().setAutoRead(false);
        }

        void goOn() {
            stream.config().setAutoRead(true);
        }

        public void cancel() throws InterruptedException {
            stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL)).sync();
        }

        @Override
        protected synchronized void channelRead0(ChannelHandlerContext ctx, Http2StreamFrame frame) {
            if (frame instanceof Http2HeadersFrame headers) {
                head = headers.headers();
                ended = headers.isEndStream();
            } else if (frame instanceof Http2DataFrame data) {
                body.append(data.content().toString(UTF_8));
                ended = data.isEndStream();
            } else if (frame instanceof Http2ResetFrame) {
                reset = true;
            }
        }
    }
}
