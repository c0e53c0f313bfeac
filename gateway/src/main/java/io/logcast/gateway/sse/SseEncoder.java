package io.logcast.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.cursor.Cursor;
import io.logcast.delivery.Delivery;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.FrameEncoder;
import io.logcast.gateway.replay.Gap;
import io.logcast.json.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;

/**
 * The text/event-stream frames of the native door (WHATWG HTML, 9.2.5).
 *
 * <p>A delivery is {@code id} and {@code data}, so that {@code onmessage} of an EventSource gets it. A checkpoint has an
 * {@code id} and no {@code data}: a browser remembers the id and fires nothing. What Logcast itself has to say is a named
 * event, {@code logcast.…}, which nobody hears who does not listen for it.
 */
public final class SseEncoder implements FrameEncoder {

    private final ByteBufAllocator buffers;
    private final Duration retry;

    /** @param retry how long a client should wait before it comes back */
    public SseEncoder(ByteBufAllocator buffers, Duration retry) {
        this.buffers = buffers;
        this.retry = retry;
    }

    @Override
    public ByteBuf delivery(Cursor after, Delivery delivery) {
        byte[] json = delivery.json();
        ByteBuf frame = buffers.buffer(json.length + 64);
        writeId(frame, after);
        writeData(frame, json);
        return end(frame);
    }

    @Override
    public ByteBuf checkpoint(Cursor at) {
        ByteBuf frame = buffers.buffer(64);
        writeText(frame, "retry: " + retry.toMillis() + "\n");
        writeId(frame, at);
        return end(frame);
    }

    @Override
    public ByteBuf heartbeat(Cursor at) {
        ByteBuf frame = buffers.buffer(64);
        writeText(frame, ": heartbeat\n");
        writeId(frame, at);
        return end(frame);
    }

    @Override
    public ByteBuf gap(Gap gap) {
        ObjectNode json = Json.object()
                .put("reason", gap.reason().text())
                .put("requested", gap.requested().toString())
                .put("resumedAt", gap.resumedAt().toString())
                .put("from", gap.from())
                .put("to", gap.to());
        ByteBuf frame = buffers.buffer(256);
        writeText(frame, "retry: " + retry.toMillis() + "\n");
        writeId(frame, gap.resumedAt());
        return named(frame, "logcast.gap", json);
    }

    @Override
    public ByteBuf end(CloseReason reason) {
        ObjectNode json = Json.object().put("reason", reason.text()).put("reconnect", reason.reconnect());
        return named(buffers.buffer(128), "logcast.close", json);
    }

    private static ByteBuf named(ByteBuf frame, String event, ObjectNode data) {
        writeText(frame, "event: " + event + "\n");
        writeData(frame, Json.bytes(data));
        return end(frame);
    }

    private static void writeId(ByteBuf frame, Cursor cursor) {
        writeText(frame, "id: " + cursor + "\n");
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
        writeText(frame, "data: ");
        frame.writeBytes(data, from, to - from).writeByte('\n');
    }

    private static ByteBuf end(ByteBuf frame) {
        return frame.writeByte('\n');
    }

    private static void writeText(ByteBuf frame, String text) {
        frame.writeCharSequence(text, UTF_8);
    }
}
