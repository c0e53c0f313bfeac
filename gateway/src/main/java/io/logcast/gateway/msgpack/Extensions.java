package io.logcast.gateway.msgpack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteBuffer;

/**
 * The extension types of notepack 1 to 3 and of msgpack-lite. One that nobody knows is a pair of its type and its bytes, as
 * notepack reads it.
 */
final class Extensions {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int TIMESTAMP = -1;

    /** notepack before 3, by its length: undefined, a date, an ArrayBuffer. */
    private static final int NOTEPACK = 0;

    private static final int LITE_DATE = 0x0d;

    private static final int LONGEST_NUMBER = 9;

    /** Int8Array to DataView. */
    private static final int LITE_FIRST_BYTES = 0x11;

    private static final int LITE_LAST_BYTES = 0x1d;

    private Extensions() {}

    /** Of the formats {@code fixext}. */
    static JsonNode fixed(int type, byte[] payload) throws MalformedMessagePack {
        if (type == NOTEPACK && payload.length == 1) {
            return MissingNode.getInstance();
        } else if (type == NOTEPACK && payload.length == 8) {
            return Dates.of(ByteBuffer.wrap(payload).getLong());
        }
        return either(type, payload);
    }

    /** Of the formats {@code ext}, which carry their length. */
    static JsonNode sized(int type, byte[] payload) throws MalformedMessagePack {
        return type == NOTEPACK ? NODES.binaryNode(payload) : either(type, payload);
    }

    private static JsonNode either(int type, byte[] payload) throws MalformedMessagePack {
        if (type == TIMESTAMP) {
            return timestamp(ByteBuffer.wrap(payload));
        } else if (type == LITE_DATE) {
            return liteDate(payload);
        } else if (type >= LITE_FIRST_BYTES && type <= LITE_LAST_BYTES) {
            return NODES.binaryNode(payload);
        }
        return NODES.arrayNode().add(type).add(payload);
    }

    private static JsonNode timestamp(ByteBuffer in) throws MalformedMessagePack {
        return switch (in.remaining()) {
            case 4 -> Dates.of(in.getInt() & 0xffffffffL, 0);
            case 8 -> packed(in.getLong());
            case 12 -> nanosFirst(in.getInt() & 0xffffffffL, in.getLong());
            default -> throw new MalformedMessagePack("has a timestamp of " + in.remaining() + " bytes");
        };
    }

    private static JsonNode packed(long both) {
        return Dates.of(both & 0x3ffffffffL, both >>> 34);
    }

    private static JsonNode nanosFirst(long nanos, long seconds) {
        return Dates.of(seconds, nanos);
    }

    /** Its payload is MessagePack again: longer than a number it could be an endless nest. */
    private static JsonNode liteDate(byte[] payload) throws MalformedMessagePack {
        JsonNode millis = payload.length <= LONGEST_NUMBER ? MessagePackReader.read(payload) : NODES.objectNode();
        if (!millis.isNumber() && !millis.isNull()) {
            throw new MalformedMessagePack("has a date that is no number");
        }
        return millis.isNull() ? millis : Dates.of(millis.longValue());
    }
}
