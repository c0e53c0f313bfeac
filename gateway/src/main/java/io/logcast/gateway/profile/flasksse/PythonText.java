package io.logcast.gateway.profile.flasksse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What Python thinks of texts and values. */
final class PythonText {

    /** {@code str.splitlines}: where lines end besides at CR LF. */
    private static final String ENDS = "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029";

    private PythonText() {}

    /** A line that only ends is none: "" has no line, and what follows the last end is one only if there is something. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (ENDS.indexOf(text.charAt(i)) >= 0) {
                lines.add(text.substring(start, i));
                i += text.startsWith("\r\n", i) ? 1 : 0;
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    static boolean isTrue(JsonNode value) {
        if (value.isTextual()) {
            return !value.textValue().isEmpty();
        } else if (value.isNumber()) {
            return value.decimalValue().signum() != 0;
        }
        return value.isContainerNode() ? !value.isEmpty() : value.asBoolean();
    }
}
