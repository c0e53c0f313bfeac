package io.logcast.gateway.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Bytes as RFC 6455 has them, 5.2 and 5.7. */
final class ServerFramesTest {

    @Test
    void text_isOneFrame_withTheShortestLength() {
        assertThat(hex(out -> ServerFrames.text(out, "Hello".getBytes(UTF_8)))).isEqualTo("810548656c6c6f");
        assertThat(hex(out -> ServerFrames.text(out, new byte[125]))).startsWith("817d00");
        assertThat(hex(out -> ServerFrames.text(out, new byte[126]))).startsWith("817e007e00");
        assertThat(hex(out -> ServerFrames.text(out, new byte[65_535]))).startsWith("817effff00");
        assertThat(hex(out -> ServerFrames.text(out, new byte[65_536]))).startsWith("817f000000000001000000");
    }

    @Test
    void control_frames_areShort() {
        ByteBuf data = Unpooled.wrappedBuffer("Hi".getBytes(UTF_8));

        assertThat(hex(ServerFrames::ping)).isEqualTo("8900");
        assertThat(hex(out -> ServerFrames.pong(out, data))).isEqualTo("8a024869");
        assertThat(hex(out -> ServerFrames.pong(out, data))).isEqualTo("8a024869");
        assertThat(hex(out -> ServerFrames.close(out, WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "bye")))
                .isEqualTo("880503e9627965");
    }

    private static String hex(Consumer<ByteBuf> writing) {
        ByteBuf out = Unpooled.buffer();
        writing.accept(out);
        return ByteBufUtil.hexDump(out);
    }
}
