package io.logcast.gateway.sse;

import io.micronaut.http.body.stream.BufferConsumer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.List;

/**
 * Takes a connection out of Micronaut's hands, as soon as Micronaut has written the head of the response: from then on the
 * pipeline ends with our {@link StreamConnection}, and neither the HTTP handlers nor the request stay in memory
 * (research/fanout.md, way 3x).
 */
final class HandOver implements BufferConsumer.Upstream {

    private final Channel channel;
    private final StreamConnection connection;

    HandOver(Channel channel, StreamConnection connection) {
        this.channel = channel;
        this.connection = connection;
    }

    /** Called by Micronaut in the middle of its own writing: the hand-over waits until that is done. */
    @Override
    public void start() {
        channel.eventLoop().execute(this::takeOver);
    }

    @Override
    public void onBytesConsumed(long bytes) {
        // Nothing flows this way: the frames go past the body.
    }

    private void takeOver() {
        ChannelPipeline pipeline = channel.pipeline();
        ChannelHandlerContext codec = pipeline.context(HttpServerCodec.class);
        if (codec == null) {
            // Gone meanwhile, or not HTTP/1.1: nobody would ever write to it.
            channel.close();
            return;
        }
        channel.flush();
        List<String> names = pipeline.names();
        pipeline.addBefore(codec.name(), "logcast-stream", connection);
        removeFrom(pipeline, names.subList(names.indexOf(codec.name()), names.size()));
        removeIdleTimeout(pipeline);
        connection.begin();
        // Micronaut reads on demand; without a read of our own a close would never be seen.
        channel.config().setAutoRead(true);
        channel.read();
    }

    private static void removeFrom(ChannelPipeline pipeline, List<String> names) {
        for (String name : names) {
            if (pipeline.get(name) != null) {
                pipeline.remove(name);
            }
        }
    }

    /** A stream is silent for as long as nothing happens: it has heartbeats instead. */
    private static void removeIdleTimeout(ChannelPipeline pipeline) {
        if (pipeline.get(IdleStateHandler.class) != null) {
            pipeline.remove(IdleStateHandler.class);
        }
    }
}
