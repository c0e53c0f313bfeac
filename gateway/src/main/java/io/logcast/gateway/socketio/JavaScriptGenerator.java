package io.logcast.gateway.socketio;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Writes numbers as JavaScript prints them, and a placeholder where bytes are (socket.io-protocol, "binary"). */
final class JavaScriptGenerator extends JsonGeneratorDelegate {

    /** From here on JavaScript prints an exponent. */
    private static final double EXPONENT = 1e21;

    private final List<byte[]> attachments;

    JavaScriptGenerator(JsonGenerator json, List<byte[]> attachments) {
        super(json);
        this.attachments = attachments;
    }

    @Override
    public void writeBinary(Base64Variant variant, byte[] data, int offset, int length) throws IOException {
        writeStartObject();
        writeBooleanField("_placeholder", true);
        writeNumberField("num", attachments.size());
        writeEndObject();
        attachments.add(whole(data, offset, length) ? data : Arrays.copyOfRange(data, offset, offset + length));
    }

    @Override
    public void writeNumber(double value) throws IOException {
        if (!Double.isFinite(value)) {
            writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < EXPONENT) {
            writeNumber(BigDecimal.valueOf(value).toBigInteger());
        } else {
            super.writeNumber(value);
        }
    }

    @Override
    public void writeNumber(float value) throws IOException {
        if (value == Math.rint(value) || !Float.isFinite(value)) {
            writeNumber((double) value);
        } else {
            super.writeNumber(value);
        }
    }

    private static boolean whole(byte[] data, int offset, int length) {
        return offset == 0 && length == data.length;
    }
}
