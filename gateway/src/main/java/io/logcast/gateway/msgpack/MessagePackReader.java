package io.logcast.gateway.msgpack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One message as the JSON that JavaScript would have made of it: {@code undefined} is null in arrays and left out of objects,
 * dates are text, what is not a finite number is null. Bytes are {@code BinaryNode}s.
 */
public final class MessagePackReader {

    static final int DEEPEST = 500;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ByteBuffer in;
    private final Dialect dialect;
    private final int deepest;

    private MessagePackReader(byte[] message, Dialect dialect, int deepest) {
        this.in = ByteBuffer.wrap(message);
        this.dialect = dialect;
        this.deepest = deepest;
    }

    /** @throws MalformedMessagePack if the bytes are not exactly one value, of at most 500 levels */
    public static JsonNode read(byte[] message) throws MalformedMessagePack {
        return read(message, Dialect.STANDARD);
    }

    /** See {@link #read(byte[])}. */
    public static JsonNode read(byte[] message, Dialect dialect) throws MalformedMessagePack {
        return new MessagePackReader(message, dialect, DEEPEST).root();
    }

    /** @throws MalformedMessagePack if the bytes are not exactly one value, of at most that many levels */
    public static JsonNode read(byte[] message, int deepest) throws MalformedMessagePack {
        return new MessagePackReader(message, Dialect.STANDARD, deepest).root();
    }

    private JsonNode root() throws MalformedMessagePack {
        JsonNode value = only();
        return value.isMissingNode() ? NODES.nullNode() : value;
    }

    private JsonNode only() throws MalformedMessagePack {
        try {
            JsonNode value = value(0);
            if (in.hasRemaining()) {
                throw new MalformedMessagePack("has " + in.remaining() + " bytes too many");
            }
            return value;
        } catch (BufferUnderflowException e) {
            throw new MalformedMessagePack("ends too early");
        }
    }

    /** @return a {@code MissingNode} for undefined */
    private JsonNode value(int depth) throws MalformedMessagePack {
        if (depth > deepest) {
            throw new MalformedMessagePack("has more than " + deepest + " levels");
        }
        int head = in.get() & 0xff;
        if (head < 0x80) {
            return Numbers.of(head);
        } else if (head < 0x90) {
            return object(head & 0x0f, depth);
        } else if (head < 0xa0) {
            return array(head & 0x0f, depth);
        } else if (head < 0xc0) {
            return text(head & 0x1f);
        } else if (head >= 0xe0) {
            return Numbers.of(head - 0x100);
        }
        return dialect == Dialect.MSGPACK_JS && (head == 0xc4 || head == 0xd8 || head == 0xd9)
                ? ofMsgpackJs(head)
                : named(head, depth);
    }

    private JsonNode ofMsgpackJs(int head) throws MalformedMessagePack {
        return switch (head) {
            case 0xd8 -> binary(unsigned16());
            case 0xd9 -> binary(length32());
            default -> MissingNode.getInstance();
        };
    }

    private JsonNode named(int head, int depth) throws MalformedMessagePack {
        return switch (head) {
            case 0xc0 -> NODES.nullNode();
            case 0xc2 -> NODES.booleanNode(false);
            case 0xc3 -> NODES.booleanNode(true);
            case 0xc4 -> binary(unsigned8());
            case 0xc5 -> binary(unsigned16());
            case 0xc6 -> binary(length32());
            case 0xc7 -> extension(unsigned8());
            case 0xc8 -> extension(unsigned16());
            case 0xc9 -> extension(length32());
            case 0xca -> Numbers.of(in.getFloat());
            case 0xcb -> Numbers.of(in.getDouble());
            case 0xcc -> Numbers.of(unsigned8());
            case 0xcd -> Numbers.of(unsigned16());
            case 0xce -> Numbers.of(in.getInt() & 0xffffffffL);
            case 0xcf -> Numbers.ofUnsigned(in.getLong());
            case 0xd0 -> Numbers.of(in.get());
            case 0xd1 -> Numbers.of(in.getShort());
            case 0xd2 -> Numbers.of(in.getInt());
            case 0xd3 -> Numbers.of(in.getLong());
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> fixedExtension(1 << (head - 0xd4));
            case 0xd9 -> text(unsigned8());
            case 0xda -> text(unsigned16());
            case 0xdb -> text(length32());
            case 0xdc -> array(unsigned16(), depth);
            case 0xdd -> array(length32(), depth);
            case 0xde -> object(unsigned16(), depth);
            case 0xdf -> object(length32(), depth);
            default -> throw new MalformedMessagePack("has a byte that nothing begins with");
        };
    }

    private ArrayNode array(int size, int depth) throws MalformedMessagePack {
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            JsonNode element = value(depth + 1);
            array.add(element.isMissingNode() ? NODES.nullNode() : element);
        }
        return array;
    }

    private ObjectNode object(int size, int depth) throws MalformedMessagePack {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < size; i++) {
            String key = key(depth);
            JsonNode member = value(depth + 1);
            if (!member.isMissingNode()) {
                object.set(key, member);
            }
        }
        return object;
    }

    private String key(int depth) throws MalformedMessagePack {
        JsonNode key = value(depth + 1);
        if (key.isContainerNode() || key.isBinary() || key.isMissingNode()) {
            throw new MalformedMessagePack("has a key that is no text");
        }
        return key.asText();
    }

    private JsonNode text(int length) throws MalformedMessagePack {
        return NODES.textNode(new String(bytes(length), StandardCharsets.UTF_8));
    }

    private JsonNode binary(int length) throws MalformedMessagePack {
        return NODES.binaryNode(bytes(length));
    }

    private JsonNode extension(int length) throws MalformedMessagePack {
        int type = in.get();
        return Extensions.sized(type, bytes(length));
    }

    private JsonNode fixedExtension(int length) throws MalformedMessagePack {
        int type = in.get();
        return Extensions.fixed(type, bytes(length));
    }

    /** Never allocates more than the message has. */
    private byte[] bytes(int length) throws MalformedMessagePack {
        if (length > in.remaining()) {
            throw new MalformedMessagePack("ends too early");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private int unsigned8() {
        return in.get() & 0xff;
    }

    private int unsigned16() {
        return in.getShort() & 0xffff;
    }

    private int length32() throws MalformedMessagePack {
        int length = in.getInt();
        if (length < 0) {
            throw new MalformedMessagePack("ends too early");
        }
        return length;
    }
}
