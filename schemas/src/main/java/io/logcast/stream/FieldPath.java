package io.logcast.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in an event's envelope a value is: {@code payload.items[0].sku}, {@code context["k.l"]}. The reading is that of
 * lodash {@code get}, which the ADSP stream definitions are written for (research/seeds.md 1.4).
 *
 * @param text as written
 * @param segments member names, and array indexes as digits
 */
public record FieldPath(String text, List<String> segments) {

    private static final int MAX_LENGTH = 256;
    private static final Pattern SEGMENT =
            Pattern.compile("\\G(?:(?:^|(?!^)\\.)([^.\\[\\]]+)|\\[(\\d+)\\]|\\[\"([^\"]*)\"\\]|\\['([^']*)'\\])");

    /** As JavaScript has it: {@code 00} is a name, not an index. */
    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

    public FieldPath {
        segments = List.copyOf(segments);
    }

    public static FieldPath parse(String text) {
        Text.required("path", text, MAX_LENGTH);
        List<String> segments = new ArrayList<>();
        Matcher matcher = SEGMENT.matcher(text);
        int end = 0;
        while (matcher.find()) {
            segments.add(firstGroup(matcher));
            end = matcher.end();
        }
        if (segments.isEmpty() || end != text.length()) {
            throw new InvalidField("path", "must be a path such as payload.items[0].sku");
        }
        return new FieldPath(text, segments);
    }

    /** The value there; the JSON null literal is a value, absence is not. */
    public Optional<JsonNode> in(JsonNode envelope) {
        JsonNode node = envelope;
        for (String segment : segments) {
            node = step(node, segment);
        }
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    private static JsonNode step(JsonNode node, String segment) {
        if (node.isObject()) {
            return node.path(segment);
        }
        return node.isArray() && isIndex(segment) ? node.path(Integer.parseInt(segment)) : MissingNode.getInstance();
    }

    private static boolean isIndex(String segment) {
        return INDEX.matcher(segment).matches();
    }

    private static String firstGroup(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        throw new IllegalStateException("a segment without a group: " + matcher.group());
    }

    @Override
    public String toString() {
        return text;
    }
}
