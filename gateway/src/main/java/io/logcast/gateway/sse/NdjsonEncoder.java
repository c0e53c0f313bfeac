package io.logcast.gateway.sse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.json.Json;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The application/x-ndjson lines: a JSON object each. What has {@code data} is a delivery; every {@code id} is where a
 * client that has read the line resumes.
 */
final class NdjsonEncoder extends FramedEncoder {

    private static final byte[] ID = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_ID = "\"}\n".getBytes(StandardCharsets.US_ASCII);

    NdjsonEncoder(Framing framing) {
        super(framing);
    }

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
        Words.delivery(batch, after, entry);
        batch.writeByte('\n');
    }

    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {
        batch.writeBytes(ID);
        at.writeTo(batch);
        batch.writeBytes(END_OF_ID);
    }

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {
        checkpoint(batch, at, false);
    }

    @Override
    public void gap(ByteBuf batch, Gap gap) {
        ObjectNode line = Json.object().put("id", gap.resumedAt().toString());
        write(batch, line.set("gap", gap.toJson()));
    }

    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {
        write(batch, Json.object().set("close", Words.close(reason).put("retry", retryMillis)));
    }

    private static void write(ByteBuf batch, ObjectNode line) {
        batch.writeBytes(Json.bytes(line)).writeByte('\n');
    }
}
