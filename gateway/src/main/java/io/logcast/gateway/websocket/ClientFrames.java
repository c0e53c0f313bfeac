package io.logcast.gateway.websocket;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;

/** Frames as clients send them, put together to whole messages. */
public final class ClientFrames {

    private ClientFrames() {}

    /**
     * To be done before the HTTP codec is removed, which leaves what it has read too much to the handler behind it. Who comes
     * behind gets what broke the rules as an exception, and looks himself whether a text is UTF-8.
     *
     * @param maxMessage bytes, of a frame and of all frames of a message
     */
    public static void decode(ChannelPipeline pipeline, int maxMessage) {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxMessage)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
        pipeline.addLast(new WebSocket13FrameDecoder(config));
        pipeline.addLast(new WebSocketFrameAggregator(maxMessage));
    }
}
