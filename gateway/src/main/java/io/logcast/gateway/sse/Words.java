package io.logcast.gateway.sse;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.json.Json;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What there is to say, as JSON, the same in every format. */
final class Words {

    private static final byte[] ID = ascii("{\"id\":\"");
    private static final byte[] TYPE = ascii("\",\"type\":\"");
    private static final byte[] DATA = ascii("\",\"data\":");

    private Words() {}

    static ObjectNode close(CloseReason reason) {
        return Json.object().put("reason", reason.text()).put("reconnect", reason.reconnect());
    }

    /** {@code {"id":"<cursor>","type":"ns:name","data":<json>}}; without a type if the delivery has none. */
    static void delivery(ByteBuf out, Positions after, TailEntry entry) {
        out.writeBytes(ID);
        after.writeTo(out);
        if (entry.type() != null) {
            out.writeBytes(TYPE).writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(entry.type()));
        }
        out.writeBytes(DATA);
        writeOnOneLine(out, entry.json());
        out.writeByte('}');
    }

    /** Our projector writes one line. A line break of another writer can only stand where JSON allows a space. */
    private static void writeOnOneLine(ByteBuf out, byte[] json) {
        int start = out.writerIndex();
        out.writeBytes(json);
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                out.setByte(start + i, ' ');
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
