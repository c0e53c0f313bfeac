package io.logcast.gateway.door;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.util.concurrent.CompletionStage;

/** Notices that a client does not wait for its answer any more, which Micronaut does not tell. */
final class Presence {

    private Presence() {}

    /**
     * On the event loop of the connection.
     *
     * @param gone may be called later on, too, when it means nothing any more
     */
    static void watch(HttpRequest request, Channel channel, CompletionStage<?> answer, Runnable gone) {
        GenericFutureListener<Future<Void>> closed = ended -> gone.run();
        channel.closeFuture().addListener(closed);
        answer.whenComplete((given, failure) -> channel.closeFuture().removeListener(closed));
        Http2ConnectionHandler multiplexed = channel.pipeline().get(Http2ConnectionHandler.class);
        Integer stream = request.headers().getInt(ExtensionHeaderNames.STREAM_ID.text());
        if (multiplexed != null && stream != null) {
            watch(multiplexed.connection(), stream, channel, answer, gone);
        }
    }

    private static void watch(
            Http2Connection connection, int id, Channel channel, CompletionStage<?> answer, Runnable gone) {
        Http2ConnectionAdapter listener = new Http2ConnectionAdapter() {

            @Override
            public void onStreamClosed(Http2Stream stream) {
                if (stream.id() == id) {
                    gone.run();
                }
            }
        };
        connection.addListener(listener);
        answer.whenComplete((given, failure) -> channel.eventLoop().execute(() -> connection.removeListener(listener)));
    }
}
