package io.logcast.gateway.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.engineio.EngineMessage.Binary;
import io.logcast.gateway.engineio.EngineMessage.Text;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The wire as text, and as hexadecimal where it is none. */
final class WireTest {

    private static final Text HELLO = Text.of("hello");
    private static final Text SMILE = Text.of("é\uD83D\uDE00");
    private static final Binary BYTES = new Binary(new byte[] {1, 2, 3, 4});

    @Test
    void polling4_packetsAreJoined_binaryIsBase64() {
        assertThat(text(Wire.POLLING_4, HELLO)).isEqualTo("4hello");
        assertThat(text(Wire.POLLING_4, HELLO, BYTES, Text.of(""), SMILE))
                .isEqualTo("4hello\u001ebAQIDBA==\u001e4\u001e4é\uD83D\uDE00");
        assertThat(text(Wire.POLLING_4, new Binary(new byte[0]))).isEqualTo("b");
    }

    @Test
    void polling3_packetsAreCounted_asJavaScriptCounts() {
        assertThat(text(Wire.POLLING_3, HELLO)).isEqualTo("6:4hello");
        assertThat(text(Wire.POLLING_3, HELLO, BYTES, Text.of(""), SMILE))
                .isEqualTo("6:4hello10:b4AQIDBA==1:44:4é\uD83D\uDE00");
    }

    @Test
    void webSocket_packetsAreFrames_withTheShortestLength() {
        assertThat(hex(Wire.WEBSOCKET_4, HELLO)).isEqualTo("8106" + "3468656c6c6f");
        assertThat(hex(Wire.WEBSOCKET_4, HELLO, BYTES)).isEqualTo("8106" + "3468656c6c6f" + "8204" + "01020304");
        assertThat(hex(Wire.WEBSOCKET_4, Text.of("x".repeat(124)))).startsWith("817d34");
        assertThat(hex(Wire.WEBSOCKET_4, Text.of("x".repeat(125)))).startsWith("817e007e34");
        assertThat(hex(Wire.WEBSOCKET_4, Text.of("x".repeat(65_534)))).startsWith("817effff34");
        assertThat(hex(Wire.WEBSOCKET_4, Text.of("x".repeat(65_535)))).startsWith("817f000000000001000034");
    }

    @Test
    void webSocket3_binaryBeginsWithItsType() {
        assertThat(hex(Wire.WEBSOCKET_3, HELLO, BYTES)).isEqualTo("8106" + "3468656c6c6f" + "8205" + "0401020304");
    }

    @ParameterizedTest
    @EnumSource
    void appendText_isAppend_andLeavesTheTextAlone(Wire wire) {
        ByteBuf utf8 = Unpooled.copiedBuffer("xé\uD83D\uDE00", UTF_8).skipBytes(1);
        ByteBuf batch = Unpooled.buffer();

        wire.appendText(batch, utf8);

        assertThat(ByteBufUtil.hexDump(batch)).isEqualTo(hex(wire, SMILE));
        assertThat(utf8.readerIndex()).isEqualTo(1);
        assertThat(utf8.readableBytes()).isEqualTo(6);
    }

    private static String text(Wire wire, EngineMessage... messages) {
        return batch(wire, messages).toString(UTF_8);
    }

    private static String hex(Wire wire, EngineMessage... messages) {
        return ByteBufUtil.hexDump(batch(wire, messages));
    }

    private static ByteBuf batch(Wire wire, EngineMessage... messages) {
        ByteBuf batch = Unpooled.buffer();
        for (EngineMessage message : messages) {
            wire.append(batch, message);
        }
        return batch;
    }
}
