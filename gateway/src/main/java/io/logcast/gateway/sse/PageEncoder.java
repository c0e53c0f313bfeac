package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.FrameEncoder;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.json.Json;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * What a {@link Page} is gathered from, never on the wire: so that pages share what was encoded, and yet end where each of
 * them is full. A frame is its kind, the cursor after it and the JSON, the latter two with their length in front.
 */
final class PageEncoder implements FrameEncoder {

    static final byte DELIVERY = 1;
    static final byte GAP = 2;
    static final byte PLACE = 3;

    @Override
    public void open(ByteBuf batch) {}

    @Override
    public void seal(ByteBuf batch) {}

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
        batch.writeByte(DELIVERY);
        sized(batch, () -> after.writeTo(batch));
        sized(batch, () -> Words.delivery(batch, after, entry));
    }

    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {
        batch.writeByte(PLACE);
        sized(batch, () -> at.writeTo(batch));
        sized(batch, () -> {});
    }

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {
        checkpoint(batch, at, false);
    }

    @Override
    public void gap(ByteBuf batch, Gap gap) {
        batch.writeByte(GAP);
        sized(batch, () -> batch.writeCharSequence(gap.resumedAt().toString(), StandardCharsets.US_ASCII));
        sized(batch, () -> batch.writeBytes(Json.bytes(gap.toJson())));
    }

    /** A page says where to go on, and whoever does so is told why it cannot be. */
    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {}

    private static void sized(ByteBuf batch, Runnable content) {
        int at = batch.writerIndex();
        batch.writeInt(0);
        content.run();
        batch.setInt(at, batch.writerIndex() - at - Integer.BYTES);
    }
}
