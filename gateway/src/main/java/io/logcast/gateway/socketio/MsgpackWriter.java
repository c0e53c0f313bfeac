package io.logcast.gateway.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Chooses the shortest spelling of a number, a text and a length, as notepack.io does. */
final class MsgpackWriter {

    private static final int SMALLEST_FIX = -32;

    private final ByteBuf out;

    MsgpackWriter(ByteBuf out) {
        this.out = out;
    }

    void write(JsonNode node) {
        switch (node.getNodeType()) {
            case NULL -> out.writeByte(0xc0);
            case BOOLEAN -> out.writeByte(node.booleanValue() ? 0xc3 : 0xc2);
            case NUMBER -> number(node);
            case STRING -> text(node.textValue());
            case BINARY -> bytes(node);
            case ARRAY -> array(node);
            case OBJECT -> object(node);
            default -> out.writeMedium(0xd40000);
        }
    }

    private void array(JsonNode array) {
        head(array.size(), 0x90, 16, 0xdc);
        array.forEach(this::write);
    }

    private void object(JsonNode object) {
        head(object.size(), 0x80, 16, 0xde);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            text(member.getKey());
            write(member.getValue());
        }
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        if (utf8.length >= 32 && utf8.length < 0x100) {
            out.writeByte(0xd9).writeByte(utf8.length);
        } else {
            head(utf8.length, 0xa0, 32, 0xda);
        }
        out.writeBytes(utf8);
    }

    /** @param fix prefix that the length is put into while it is less than {@code fixes}; {@code wide} of one of two bytes */
    void head(int length, int fix, int fixes, int wide) {
        if (length < fixes) {
            out.writeByte(fix | length);
        } else if (length < 0x10000) {
            out.writeByte(wide).writeShort(length);
        } else {
            out.writeByte(wide + 1).writeInt(length);
        }
    }

    private void bytes(JsonNode node) {
        byte[] bytes = binary(node);
        if (bytes.length < 0x100) {
            out.writeByte(0xc4).writeByte(bytes.length);
        } else if (bytes.length < 0x10000) {
            out.writeByte(0xc5).writeShort(bytes.length);
        } else {
            out.writeByte(0xc6).writeInt(bytes.length);
        }
        out.writeBytes(bytes);
    }

    private static byte[] binary(JsonNode node) {
        try {
            return node.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void number(JsonNode node) {
        double value = node.doubleValue();
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            integer(node.longValue());
        } else if (value == Math.rint(value) && Math.abs(value) < 0x1p63) {
            integer((long) value);
        } else {
            out.writeByte(0xcb).writeDouble(value);
        }
    }

    void integer(long value) {
        if (value >= 0) {
            natural(value);
        } else {
            negative(value);
        }
    }

    private void natural(long value) {
        if (value < 0x80) {
            out.writeByte((int) value);
        } else if (value < 0x100) {
            out.writeByte(0xcc).writeByte((int) value);
        } else if (value < 0x10000) {
            out.writeByte(0xcd).writeShort((int) value);
        } else if (value < 0x100000000L) {
            out.writeByte(0xce).writeInt((int) value);
        } else {
            out.writeByte(0xcf).writeLong(value);
        }
    }

    private void negative(long value) {
        if (value >= SMALLEST_FIX) {
            out.writeByte((int) value);
        } else if (value >= Byte.MIN_VALUE) {
            out.writeByte(0xd0).writeByte((int) value);
        } else if (value >= Short.MIN_VALUE) {
            out.writeByte(0xd1).writeShort((int) value);
        } else if (value >= Integer.MIN_VALUE) {
            out.writeByte(0xd2).writeInt((int) value);
        } else {
            out.writeByte(0xd3).writeLong(value);
        }
    }
}
