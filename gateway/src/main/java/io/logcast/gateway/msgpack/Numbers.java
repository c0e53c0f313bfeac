package io.logcast.gateway.msgpack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as JavaScript's JSON has them: an integral one has no fraction, whatever it was sent as. */
final class Numbers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final double LONGS = 0x1p63;

    /** From here on JavaScript writes an exponent. */
    private static final double WITH_EXPONENT = 1e21;

    private Numbers() {}

    static JsonNode of(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    static JsonNode ofUnsigned(long bits) {
        return bits >= 0 ? of(bits) : NODES.numberNode(new BigInteger(Long.toUnsignedString(bits)));
    }

    static JsonNode of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return NODES.nullNode();
        } else if (value != Math.rint(value) || Math.abs(value) >= WITH_EXPONENT) {
            return NODES.numberNode(value);
        }
        return Math.abs(value) < LONGS
                ? of((long) value)
                : NODES.numberNode(BigDecimal.valueOf(value).toBigInteger());
    }
}
