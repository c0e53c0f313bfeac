package io.logcast.gateway.profile.ssenotify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.gateway.profile.Unicode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * JSON byte for byte as the standard library of Go writes it: compact, with what HTML and JavaScript would trip over escaped.
 * Maps are sorted by the bytes of their keys, structs are not.
 */
final class GoJson {

    static final Comparator<String> BY_BYTES =
            Comparator.comparing(key -> key.getBytes(UTF_8), Arrays::compareUnsigned);

    private final StringBuilder out = new StringBuilder();
    private final boolean sorted;

    private GoJson(boolean sorted) {
        this.sorted = sorted;
    }

    static String ofMaps(JsonNode json) {
        return new GoJson(true).value(json);
    }

    /** With the members in the node's order. */
    static String ofStructs(JsonNode json) {
        return new GoJson(false).value(json);
    }

    private String value(JsonNode json) {
        write(json);
        return out.toString();
    }

    private void write(JsonNode json) {
        if (json.isObject()) {
            object(json);
        } else if (json.isArray()) {
            array(json);
        } else if (json.isTextual()) {
            text(json.textValue());
        } else {
            out.append(json);
        }
    }

    private void object(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        if (sorted) {
            names.sort(BY_BYTES);
        }
        String separator = "{";
        for (String name : names) {
            out.append(separator);
            text(name);
            out.append(':');
            write(json.get(name));
            separator = ",";
        }
        out.append(names.isEmpty() ? "{}" : "}");
    }

    private void array(JsonNode json) {
        out.append('[');
        for (Iterator<JsonNode> elements = json.elements(); elements.hasNext(); ) {
            write(elements.next());
            out.append(elements.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        text.chars().forEach(c -> character((char) c));
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                    Unicode.escape(out, c);
                } else {
                    out.append(c);
                }
            }
        }
    }
}
