package io.logcast.gateway.door;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.List;

/** What HTTP has put into the pipeline of a connection of HTTP/1.1. */
public final class HttpHandlers {

    private HttpHandlers() {}

    /**
     * Takes a connection out of the hands of HTTP: whatever is added meanwhile is what stays, beside TLS.
     *
     * @param successors adds handlers at the end; the first of them gets what the codec has read too much
     */
    public static void replace(ChannelPipeline pipeline, Runnable successors) {
        List<String> names = pipeline.names();
        int codec = names.indexOf(pipeline.context(HttpServerCodec.class).name());
        successors.run();
        for (int i = names.size() - 1; i >= codec; i--) {
            // The names include the end of the pipeline, which is no handler.
            if (pipeline.get(names.get(i)) != null) {
                pipeline.remove(names.get(i));
            }
        }
        if (pipeline.get(IdleStateHandler.class) != null) {
            pipeline.remove(IdleStateHandler.class);
        }
    }
}
