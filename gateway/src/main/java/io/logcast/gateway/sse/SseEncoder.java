package io.logcast.gateway.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.json.Json;
import io.netty.buffer.ByteBuf;
import java.time.Duration;

/**
 * The text/event-stream frames of the native door (WHATWG HTML, 9.2.5).
 *
 * <p>A delivery is {@code id} and {@code data}, so that {@code onmessage} of an EventSource gets it. A checkpoint has an
 * {@code id} and no {@code data}: a browser remembers the id and fires nothing. What Logcast itself has to say is a named
 * event, {@code logcast.…}, which nobody hears who does not listen for it.
 */
public final class SseEncoder extends FramedEncoder {

    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] HEARTBEAT = ": heartbeat\n".getBytes(US_ASCII);

    private final byte[] retry;

    /**
     * @param framing how the frames lie in the body of the response
     * @param retry how long a client should wait before it comes back
     */
    public SseEncoder(Framing framing, Duration retry) {
        super(framing);
        this.retry = retryLine(retry.toMillis()).getBytes(US_ASCII);
    }

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
        writeId(batch, after);
        writeData(batch, entry.json());
        end(batch);
    }

    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {
        if (first) {
            batch.writeBytes(retry);
        }
        writeId(batch, at);
        end(batch);
    }

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {
        batch.writeBytes(HEARTBEAT);
        writeId(batch, at);
        end(batch);
    }

    @Override
    public void gap(ByteBuf batch, Gap gap) {
        batch.writeBytes(retry);
        writeText(batch, "id: " + gap.resumedAt() + "\n");
        named(batch, "logcast.gap", gap.toJson());
    }

    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {
        writeText(batch, retryLine(retryMillis));
        named(batch, "logcast.close", Words.close(reason));
    }

    private static String retryLine(long millis) {
        return "retry: " + millis + "\n";
    }

    private static void named(ByteBuf frame, String event, ObjectNode data) {
        writeText(frame, "event: " + event + "\n");
        writeData(frame, Json.bytes(data));
        end(frame);
    }

    private static void writeId(ByteBuf frame, Positions positions) {
        frame.writeBytes(ID);
        positions.writeTo(frame);
        frame.writeByte('\n');
    }

    /** Our projector writes one line; a line break of another writer must not end the frame early. */
    private static void writeData(ByteBuf frame, byte[] data) {
        int lineStart = 0;
        for (int i = 0; i < data.length; i++) {
            if (data[i] == '\n' || data[i] == '\r') {
                writeLine(frame, data, lineStart, i);
                lineStart = isPair(data, i) ? ++i + 1 : i + 1;
            }
        }
        writeLine(frame, data, lineStart, data.length);
    }

    private static boolean isPair(byte[] data, int i) {
        return data[i] == '\r' && i + 1 < data.length && data[i + 1] == '\n';
    }

    private static void writeLine(ByteBuf frame, byte[] data, int from, int to) {
        frame.writeBytes(DATA).writeBytes(data, from, to - from).writeByte('\n');
    }

    private static void end(ByteBuf frame) {
        frame.writeByte('\n');
    }

    private static void writeText(ByteBuf frame, String text) {
        frame.writeCharSequence(text, UTF_8);
    }
}
