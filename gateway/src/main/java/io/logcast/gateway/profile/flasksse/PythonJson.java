package io.logcast.gateway.profile.flasksse;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.gateway.profile.Unicode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** JSON as Python's {@code json.dumps(…, sort_keys=True)} prints what it has read. */
final class PythonJson {

    /** No double needs more. */
    private static final int MOST_DIGITS = 17;

    private final StringBuilder out = new StringBuilder();

    private PythonJson() {}

    static String dumps(JsonNode value) {
        PythonJson json = new PythonJson();
        json.value(value);
        return json.out.toString();
    }

    private void value(JsonNode value) {
        if (value.isObject()) {
            object(value);
        } else if (value.isArray()) {
            array(value);
        } else if (value.isTextual()) {
            text(value.textValue());
        } else if (value.isBigDecimal() || value.isFloatingPointNumber()) {
            out.append(number(value.doubleValue()));
        } else {
            out.append(value.isMissingNode() ? "null" : value.toString());
        }
    }

    private void object(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.sort(PythonJson::compare);
        String separator = "{";
        for (String name : names) {
            out.append(separator);
            text(name);
            out.append(": ");
            value(object.get(name));
            separator = ", ";
        }
        out.append(names.isEmpty() ? "{}" : "}");
    }

    private void array(JsonNode array) {
        String separator = "";
        out.append('[');
        for (JsonNode element : array) {
            out.append(separator);
            value(element);
            separator = ", ";
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\f' -> out.append("\\f");
            case '\b' -> out.append("\\b");
            default -> {
                if (c >= ' ' && c <= '~') {
                    out.append(c);
                } else {
                    Unicode.escape(out, c);
                }
            }
        }
    }

    /** {@code repr} of a float: without an exponent from 1e-4 up to 1e16, and always one that is no integer. */
    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        } else if (value == 0) {
            return "0.0";
        }
        BigDecimal digits = shortest(value).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = digits.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        return scientific(digits, exponent);
    }

    /** The fewest digits that mean this number and no other; Java's own before 19 are sometimes more. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String scientific(BigDecimal digits, int exponent) {
        BigDecimal mantissa = digits.scaleByPowerOfTen(-exponent);
        return mantissa.toPlainString()
                + "e"
                + (exponent < 0 ? "-" : "+")
                + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    }

    /** By code points, where Java compares halves of pairs. */
    private static int compare(String one, String other) {
        Iterator<Integer> left = one.codePoints().iterator();
        Iterator<Integer> right = other.codePoints().iterator();
        while (left.hasNext() && right.hasNext()) {
            int difference = Integer.compare(left.next(), right.next());
            if (difference != 0) {
                return difference;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }
}
