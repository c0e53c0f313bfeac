package io.logcast.gateway.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Text that stays bytes. */
final class Utf8 {

    private Utf8() {}

    /** @throws MalformedMessage if the bytes are not UTF-8 */
    static byte[] require(byte[] bytes) {
        if (!ByteBufUtil.isText(Unpooled.wrappedBuffer(bytes), StandardCharsets.UTF_8)) {
            throw new MalformedMessage("that is not UTF-8");
        }
        return bytes;
    }

    /** How long JavaScript says that a text is. Leaves the indices alone. */
    static int units(ByteBuf utf8) {
        int units = 0;
        int end = utf8.writerIndex();
        for (int i = utf8.readerIndex(); i < end; i++) {
            int lead = utf8.getByte(i) & 0xFF;
            if (lead < 0x80 || lead >= 0xC0) {
                units += lead >= 0xF0 ? 2 : 1;
            }
        }
        return units;
    }
}
