package io.logcast.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** JSON as Logcast reads and writes it: strict about syntax, exact about numbers, compact on the wire. */
public final class Json {

    /** Exact numbers: what a publisher wrote as 1.10 or as 2^60 must not come out as another number. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Characters beyond U+FFFF are four bytes, as everywhere else, and not the twelve of two escapes. */
    private static final ObjectWriter PLAIN = MAPPER.writer().with(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8);

    private static final ObjectWriter ESCAPING = MAPPER.writer();

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
        return write(node, ByteArrayOutputStream::new).toByteArray();
    }

    /**
     * As {@link #bytes}, into a stream that need not keep all of it.
     *
     * @param streams asked for one; for another one if half of a surrogate pair, which is no UTF-8, is found in a string
     */
    public static <O extends OutputStream> O write(JsonNode node, Supplier<O> streams) {
        try {
            return write(PLAIN, node, streams.get());
        } catch (IOException half) {
            return writeEscaped(node, streams.get());
        }
    }

    private static <O extends OutputStream> O writeEscaped(JsonNode node, O out) {
        try {
            return write(ESCAPING, node, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <O extends OutputStream> O write(ObjectWriter writer, JsonNode node, O out) throws IOException {
        writer.writeValue(out, node);
        return out;
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
