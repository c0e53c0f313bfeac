package io.logcast.gateway.msgpack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON and bytes as MessagePack, each value in its shortest form. Never writes an extension. */
public final class MessagePackWriter {

    private static final BigInteger LAST_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final DataOutputStream out;

    private MessagePackWriter(DataOutputStream out) {
        this.out = out;
    }

    public static byte[] bytes(JsonNode value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new MessagePackWriter(new DataOutputStream(bytes)).write(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonNode value) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> object(value);
            case ARRAY -> array(value);
            case STRING -> text(value.textValue());
            case BINARY -> binary(value.binaryValue());
            case BOOLEAN -> out.writeByte(value.booleanValue() ? 0xc3 : 0xc2);
            case NUMBER -> number(value);
            default -> out.writeByte(0xc0);
        }
    }

    private void object(JsonNode object) throws IOException {
        int size = object.size();
        if (size < 16) {
            out.writeByte(0x80 | size);
        } else {
            sized(size, 0xde);
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            text(member.getKey());
            write(member.getValue());
        }
    }

    private void array(JsonNode array) throws IOException {
        int size = array.size();
        if (size < 16) {
            out.writeByte(0x90 | size);
        } else {
            sized(size, 0xdc);
        }
        for (JsonNode element : array) {
            write(element);
        }
    }

    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length < 32) {
            out.writeByte(0xa0 | utf8.length);
        } else if (utf8.length < 0x100) {
            out.writeByte(0xd9);
            out.writeByte(utf8.length);
        } else {
            sized(utf8.length, 0xda);
        }
        out.write(utf8);
    }

    private void binary(byte[] bytes) throws IOException {
        if (bytes.length < 0x100) {
            out.writeByte(0xc4);
            out.writeByte(bytes.length);
        } else {
            sized(bytes.length, 0xc5);
        }
        out.write(bytes);
    }

    /** @param format with 16 bits of length; the one with 32 is the next */
    private void sized(int size, int format) throws IOException {
        if (size < 0x10000) {
            out.writeByte(format);
            out.writeShort(size);
        } else {
            out.writeByte(format + 1);
            out.writeInt(size);
        }
    }

    private void number(JsonNode number) throws IOException {
        if (number.isIntegralNumber() && number.canConvertToLong()) {
            integer(number.longValue());
        } else if (number.isBigInteger() && isUnsigned(number.bigIntegerValue())) {
            out.writeByte(0xcf);
            out.writeLong(number.bigIntegerValue().longValue());
        } else {
            out.writeByte(0xcb);
            out.writeDouble(number.doubleValue());
        }
    }

    private static boolean isUnsigned(BigInteger value) {
        return value.signum() > 0 && value.compareTo(LAST_UNSIGNED) <= 0;
    }

    private void integer(long value) throws IOException {
        if (value >= -32 && value < 0x80) {
            out.writeByte((int) value);
        } else if (value >= 0) {
            positive(value);
        } else {
            negative(value);
        }
    }

    private void positive(long value) throws IOException {
        if (value < 0x100) {
            out.writeByte(0xcc);
            out.writeByte((int) value);
        } else if (value < 0x10000) {
            out.writeByte(0xcd);
            out.writeShort((int) value);
        } else if (value < 0x100000000L) {
            out.writeByte(0xce);
            out.writeInt((int) value);
        } else {
            out.writeByte(0xcf);
            out.writeLong(value);
        }
    }

    private void negative(long value) throws IOException {
        if (value >= Byte.MIN_VALUE) {
            out.writeByte(0xd0);
            out.writeByte((int) value);
        } else if (value >= Short.MIN_VALUE) {
            out.writeByte(0xd1);
            out.writeShort((int) value);
        } else if (value >= Integer.MIN_VALUE) {
            out.writeByte(0xd2);
            out.writeInt((int) value);
        } else {
            out.writeByte(0xd3);
            out.writeLong(value);
        }
    }
}
