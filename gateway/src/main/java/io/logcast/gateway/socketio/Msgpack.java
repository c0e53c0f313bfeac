package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.gateway.engineio.MalformedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * MessagePack as notepack.io writes and reads it, which is what Socket.IO's msgpack parser and its Redis adapter use.
 * {@code undefined} is the extension 0 of one byte, a Date the extension 0 of eight, an ArrayBuffer the extension 0 of
 * stated length.
 */
public final class Msgpack {

    private Msgpack() {}

    public static byte[] write(JsonNode node) {
        ByteBuf out = Unpooled.buffer(256);
        new MsgpackWriter(out).write(node);
        return ByteBufUtil.getBytes(out);
    }

    /**
     * Bytes come out as {@code BinaryNode}s, a Date as the text that JSON.stringify makes of it; {@code undefined} is null in an
     * array, nothing in an object, and a {@code MissingNode} by itself.
     *
     * @throws MalformedMessage if it is not exactly one value
     */
    public static JsonNode read(byte[] bytes, int maxDepth) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            JsonNode node = new MsgpackReader(in, maxDepth).read();
            if (!in.hasRemaining()) {
                return node;
            }
        } catch (RuntimeException e) {
            throw new MalformedMessage("is no MessagePack");
        }
        throw new MalformedMessage("has something behind its MessagePack");
    }
}
