package io.logcast.gateway.engineio;

import io.logcast.gateway.websocket.ServerFrames;
import io.netty.buffer.ByteBuf;

/** Each packet is one WebSocket frame, final and unmasked (RFC 6455, 5.2). */
final class FrameSpelling implements Wire.Spelling {

    private final boolean typedBinary;

    /** @param typedBinary whether a binary frame begins with the packet's type, as in Engine.IO 3 */
    FrameSpelling(boolean typedBinary) {
        this.typedBinary = typedBinary;
    }

    @Override
    public void text(ByteBuf batch, PacketType type, ByteBuf utf8) {
        int length = utf8.readableBytes();
        ServerFrames.head(batch, ServerFrames.TEXT, length + 1);
        batch.writeByte(type.digit()).writeBytes(utf8, utf8.readerIndex(), length);
    }

    @Override
    public void binary(ByteBuf batch, byte[] bytes) {
        ServerFrames.head(batch, ServerFrames.BINARY, bytes.length + (typedBinary ? 1 : 0));
        if (typedBinary) {
            batch.writeByte(PacketType.MESSAGE.code());
        }
        batch.writeBytes(bytes);
    }
}
