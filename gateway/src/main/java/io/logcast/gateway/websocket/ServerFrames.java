package io.logcast.gateway.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** Frames as a server writes them: whole and unmasked, so one is right for all (RFC 6455, 5.2). */
public final class ServerFrames {

    /** With the bit that says that a frame is the last of its message. */
    public static final int TEXT = 0x81;

    public static final int BINARY = 0x82;

    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;

    private ServerFrames() {}

    /** What stands before a message. The shortest spelling of the length is the only one that is allowed. */
    public static void head(ByteBuf batch, int first, int length) {
        batch.writeByte(first);
        if (length < 126) {
            batch.writeByte(length);
        } else if (length <= 0xFFFF) {
            batch.writeByte(126).writeShort(length);
        } else {
            batch.writeByte(127).writeLong(length);
        }
    }

    public static void text(ByteBuf batch, byte[] utf8) {
        head(batch, TEXT, utf8.length);
        batch.writeBytes(utf8);
    }

    public static void ping(ByteBuf batch) {
        head(batch, PING, 0);
    }

    /** @param data of the ping; its indices stay */
    public static void pong(ByteBuf batch, ByteBuf data) {
        head(batch, PONG, data.readableBytes());
        batch.writeBytes(data, data.readerIndex(), data.readableBytes());
    }

    /** Without saying why. */
    public static void close(ByteBuf batch) {
        head(batch, CLOSE, 0);
    }

    /** @param reason at most 123 bytes */
    public static void close(ByteBuf batch, WebSocketCloseStatus status, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        head(batch, CLOSE, 2 + text.length);
        batch.writeShort(status.code()).writeBytes(text);
    }
}
