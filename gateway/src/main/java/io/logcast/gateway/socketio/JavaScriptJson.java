package io.logcast.gateway.socketio;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.logcast.gateway.engineio.MalformedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** JSON as JSON.parse and JSON.stringify have it: the clients compare. */
final class JavaScriptJson {

    /** Characters beyond U+FFFF are four bytes of UTF-8, as everywhere else, and no escapes. */
    private static final JsonGenerator.Feature PAIRS =
            JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8.mappedFeature();

    private final JsonMapper mapper;

    JavaScriptJson(int maxDepth) {
        this.mapper = JsonMapper.builder(factory(maxDepth))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Names that clients make up must not pile up in the JVM's table of strings. */
    private static JsonFactory factory(int maxDepth) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .build())
                .build();
    }

    /** @throws MalformedMessage unless it is one object, array or string, and nothing else */
    JsonNode read(byte[] utf8, int from) {
        requireText(utf8, from);
        try {
            return mapper.readTree(utf8, from, utf8.length - from);
        } catch (IOException | RuntimeException e) {
            throw new MalformedMessage("is no JSON");
        }
    }

    /** Else Jackson would look for UTF-16 and UTF-32. */
    private static void requireText(byte[] utf8, int from) {
        boolean begins = "[{\"".indexOf(utf8[from]) >= 0;
        for (int i = from; i < Math.min(from + 4, utf8.length); i++) {
            begins &= utf8[i] != 0;
        }
        if (!begins) {
            throw new MalformedMessage("is no array, object or string");
        }
    }

    /** @param attachments gets the bytes that placeholders stand for, in their order */
    byte[] write(JsonNode node, List<byte[]> attachments) {
        try {
            return write(node, attachments, false);
        } catch (IOException half) {
            return writeEscaped(node, attachments);
        }
    }

    /** Half of a surrogate pair is text for JavaScript, and not for UTF-8: only an escape can carry it. */
    private byte[] writeEscaped(JsonNode node, List<byte[]> attachments) {
        attachments.clear();
        try {
            return write(node, attachments, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write(JsonNode node, List<byte[]> attachments, boolean escaped) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = mapper.createGenerator(out, JsonEncoding.UTF8)) {
            generator.configure(PAIRS, !escaped);
            mapper.writeTree(new JavaScriptGenerator(generator, attachments), node);
        }
        return out.toByteArray();
    }
}
