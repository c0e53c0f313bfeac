package io.logcast.gateway.profile.adsp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.namespace.Rendering;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.sse.FramedEncoder;
import io.logcast.gateway.sse.Framing;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.json.Json;
import io.netty.buffer.ByteBuf;

/**
 * An event is {@code data: <one line of JSON>} and an empty line, and nothing else is said but comments. Who has asked for
 * cursors gets an {@code id} with each event, which an {@code EventSource} shows by itself when it comes back.
 */
final class AdspEncoder extends FramedEncoder {

    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] HEARTBEAT = ":\n".getBytes(US_ASCII);

    private final Rendering rendering;
    private final boolean tells;

    /** @param tells whether clients are told where they are */
    AdspEncoder(Framing framing, Rendering rendering, boolean tells) {
        super(framing);
        this.rendering = rendering;
        this.tells = tells;
    }

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
        writeId(batch, after);
        batch.writeBytes(DATA);
        writeOnOneLine(batch, rendering.of(entry).json());
        batch.writeByte('\n').writeByte('\n');
    }

    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {
        if (tells) {
            writeId(batch, at);
            batch.writeByte('\n');
        }
    }

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {
        batch.writeBytes(HEARTBEAT);
        writeId(batch, at);
        batch.writeByte('\n');
    }

    @Override
    public void gap(ByteBuf batch, Gap gap) {
        writeComment(batch, "logcast.gap " + new String(Json.bytes(gap.toJson()), UTF_8));
        if (tells) {
            batch.writeCharSequence("id: " + gap.resumedAt() + "\n", US_ASCII);
        }
        batch.writeByte('\n');
    }

    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {
        writeComment(batch, "logcast.close " + reason.text());
        batch.writeByte('\n');
    }

    private void writeId(ByteBuf batch, Positions at) {
        if (tells) {
            batch.writeBytes(ID);
            at.writeTo(batch);
            batch.writeByte('\n');
        }
    }

    private static void writeComment(ByteBuf batch, String text) {
        batch.writeCharSequence(": " + text + "\n", UTF_8);
    }

    /** A line break of another writer than our projector can only stand where JSON allows a space. */
    private static void writeOnOneLine(ByteBuf batch, byte[] json) {
        int start = batch.writerIndex();
        batch.writeBytes(json);
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                batch.setByte(start + i, ' ');
            }
        }
    }
}
