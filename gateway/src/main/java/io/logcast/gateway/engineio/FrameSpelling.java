package io.logcast.gateway.engineio;

import io.netty.buffer.ByteBuf;

/** Each packet is one WebSocket frame, final and unmasked (RFC 6455, 5.2). */
final class FrameSpelling implements Wire.Spelling {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;

    private final boolean typedBinary;

    /** @param typedBinary whether a binary frame begins with the packet's type, as in Engine.IO 3 */
    FrameSpelling(boolean typedBinary) {
        this.typedBinary = typedBinary;
    }

    @Override
    public void text(ByteBuf batch, PacketType type, ByteBuf utf8) {
        int length = utf8.readableBytes();
        head(batch, FINAL_TEXT, length + 1);
        batch.writeByte(type.digit()).writeBytes(utf8, utf8.readerIndex(), length);
    }

    @Override
    public void binary(ByteBuf batch, byte[] bytes) {
        head(batch, FINAL_BINARY, bytes.length + (typedBinary ? 1 : 0));
        if (typedBinary) {
            batch.writeByte(PacketType.MESSAGE.code());
        }
        batch.writeBytes(bytes);
    }

    /** The shortest spelling of the length is the only one that is allowed. */
    private static void head(ByteBuf batch, int first, int length) {
        batch.writeByte(first);
        if (length < 126) {
            batch.writeByte(length);
        } else if (length <= 0xFFFF) {
            batch.writeByte(126).writeShort(length);
        } else {
            batch.writeByte(127).writeLong(length);
        }
    }
}
