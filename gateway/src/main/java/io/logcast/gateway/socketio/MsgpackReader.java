package io.logcast.gateway.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.engineio.MalformedMessage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** One value after the other. Any exception means: malformed. Nothing is allocated for a length before that much is there. */
final class MsgpackReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final double TWO_TO_THE_64 = 0x1p64;

    private final ByteBuffer in;
    private int depth;

    MsgpackReader(ByteBuffer in, int maxDepth) {
        this.in = in;
        this.depth = maxDepth;
    }

    JsonNode read() {
        int prefix = unsigned(1);
        if (prefix < 0xc0) {
            return readSmall(prefix);
        }
        if (prefix >= 0xe0) {
            return NODES.numberNode(prefix - 0x100);
        }
        return switch (prefix) {
            case 0xc0 -> NODES.nullNode();
            case 0xc2 -> NODES.booleanNode(false);
            case 0xc3 -> NODES.booleanNode(true);
            case 0xc4, 0xc5, 0xc6 -> bytes(unsigned(1 << (prefix - 0xc4)));
            case 0xc7, 0xc8, 0xc9 -> extension(unsigned(1 << (prefix - 0xc7)), false);
            case 0xca -> NODES.numberNode((double) in.getFloat());
            case 0xcb -> NODES.numberNode(in.getDouble());
            case 0xcf -> unsignedLong(in.getLong());
            case 0xcc, 0xcd -> NODES.numberNode(unsigned(1 << (prefix - 0xcc)));
            case 0xce -> NODES.numberNode(Integer.toUnsignedLong(in.getInt()));
            case 0xd0 -> NODES.numberNode((int) in.get());
            case 0xd1 -> NODES.numberNode((int) in.getShort());
            case 0xd2 -> NODES.numberNode(in.getInt());
            case 0xd3 -> NODES.numberNode(in.getLong());
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(1 << (prefix - 0xd4), true);
            case 0xd9, 0xda, 0xdb -> NODES.textNode(text(unsigned(1 << (prefix - 0xd9))));
            case 0xdc, 0xdd -> array(unsigned(2 << (prefix - 0xdc)));
            case 0xde, 0xdf -> object(unsigned(2 << (prefix - 0xde)));
            default -> throw new MalformedMessage("has a prefix that means nothing");
        };
    }

    private JsonNode readSmall(int prefix) {
        if (prefix < 0x80) {
            return NODES.numberNode(prefix);
        }
        if (prefix < 0x90) {
            return object(prefix & 0x0f);
        }
        return prefix < 0xa0 ? array(prefix & 0x0f) : NODES.textNode(text(prefix & 0x1f));
    }

    private ArrayNode array(int size) {
        deeper();
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            JsonNode item = read();
            array.add(item.isMissingNode() ? NODES.nullNode() : item);
        }
        depth++;
        return array;
    }

    private ObjectNode object(int size) {
        deeper();
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < size; i++) {
            String name = name(read());
            JsonNode value = read();
            if (!value.isMissingNode()) {
                object.set(name, value);
            }
        }
        depth++;
        return object;
    }

    private void deeper() {
        if (--depth < 0) {
            throw new MalformedMessage("is too deep");
        }
    }

    private static String name(JsonNode key) {
        if (!key.isTextual() && !key.isIntegralNumber()) {
            throw new MalformedMessage("has a name that is no text");
        }
        return key.asText();
    }

    /** @param fixed its length is in its prefix: undefined and Date are told from an ArrayBuffer by that */
    private JsonNode extension(int length, boolean fixed) {
        int type = in.get();
        if (fixed && type == 0 && length == 1) {
            in.get();
            return MissingNode.getInstance();
        }
        if (fixed && type == 0 && length == 8) {
            return NODES.textNode(ISO.format(Instant.ofEpochMilli(in.getLong())));
        }
        JsonNode bytes = bytes(length);
        return type == 0 ? bytes : NODES.arrayNode().add(type).add(bytes);
    }

    private JsonNode bytes(int length) {
        return BinaryNode.valueOf(take(length));
    }

    private String text(int length) {
        return new String(take(length), UTF_8);
    }

    private byte[] take(int length) {
        if (length > in.remaining()) {
            throw new MalformedMessage("ends too early");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** As JavaScript has it: what no long holds is a floating-point number. */
    private static JsonNode unsignedLong(long bits) {
        return bits >= 0 ? NODES.numberNode(bits) : NODES.numberNode(bits + TWO_TO_THE_64);
    }

    private int unsigned(int bytes) {
        return switch (bytes) {
            case 1 -> in.get() & 0xff;
            case 2 -> in.getShort() & 0xffff;
            default -> length(in.getInt());
        };
    }

    private static int length(int value) {
        if (value < 0) {
            throw new MalformedMessage("is longer than anything that is taken");
        }
        return value;
    }
}
