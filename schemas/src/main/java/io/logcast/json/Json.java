package io.logcast.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** JSON as Logcast reads and writes it: strict about syntax, exact about numbers, compact on the wire. */
public final class Json {

    /** Exact numbers: what a publisher wrote as 1.10 or as 2^60 must not come out as another number. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** @throws MalformedJson if the bytes are not exactly one JSON value in UTF-8 */
    public static JsonNode parse(byte[] bytes) throws MalformedJson {
        requireUtf8(bytes);
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node.isMissingNode()) {
                throw new MalformedJson("is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new MalformedJson(e);
        } catch (NumberFormatException | ArithmeticException e) {
            // Valid JSON such as 1e99999999999, which no BigDecimal holds; Jackson lets its exception through.
            throw new MalformedJson("has a number whose exponent is too large");
        } catch (IOException e) {
            // Character decoding: Jackson reports bytes that are no UTF-8 as a plain IOException.
            throw new MalformedJson("is not UTF-8 text");
        }
    }

    /** Jackson would read UTF-16 and UTF-32 too: other readers of the topic would not. */
    private static void requireUtf8(byte[] bytes) throws MalformedJson {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0 || bytes[i] == (byte) 0xFE || bytes[i] == (byte) 0xFF) {
                throw new MalformedJson("is not UTF-8 text");
            }
        }
    }

    /** Compact UTF-8, object members in the node's order, no raw line break. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #bytes}, into a stream that need not keep all of it. */
    public static void write(JsonNode node, OutputStream out) {
        try {
            MAPPER.writeValue(out, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
