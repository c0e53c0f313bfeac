package io.logcast.gateway.profile.membersse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.profile.Shown;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.sse.FramedEncoder;
import io.logcast.gateway.sse.Framing;
import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;

/** Frames as the original writes them, byte for byte. What it has no frame for is a comment, which no client sees. */
final class MemberEncoder extends FramedEncoder {

    private static final byte[] ID = "id:".getBytes(US_ASCII);
    private static final byte[] EVENT = "\nevent:".getBytes(US_ASCII);
    private static final byte[] DATA = "\ndata:".getBytes(US_ASCII);
    private static final byte[] END = "\n\n".getBytes(US_ASCII);

    private final boolean timestamps;

    MemberEncoder(Framing framing, boolean timestamps) {
        super(framing);
        this.timestamps = timestamps;
    }

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
        Shown shown = Shown.of(entry);
        batch.writeBytes(ID).writeBytes(MemberEventId.of(after.toCursor()));
        batch.writeBytes(EVENT).writeCharSequence(shown.name(), UTF_8);
        // As text: as bytes, Jackson would escape what is beyond the first 65,536 characters, and the original does
        // not.
        batch.writeBytes(DATA).writeCharSequence(data(shown).toString(), UTF_8);
        batch.writeBytes(END);
    }

    /** The first bytes of the body: some clients and proxies show nothing before. */
    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {
        if (first) {
            comment(batch, "connected");
        }
    }

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {
        comment(batch, "heartbeat");
    }

    @Override
    public void gap(ByteBuf batch, Gap gap) {
        comment(
                batch,
                "gap (" + gap.reason().text() + "): not everything after the last id can be had, going on at "
                        + new String(MemberEventId.of(gap.resumedAt()), US_ASCII));
    }

    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {
        batch.writeCharSequence("retry:" + retryMillis + "\n", US_ASCII);
        comment(batch, reason.text());
    }

    /** One that the publisher has put there himself stays. */
    private JsonNode data(Shown shown) {
        boolean lacksTime = timestamps && shown.time() != null && shown.data() instanceof ObjectNode;
        return lacksTime && !shown.data().has("timestamp")
                ? ((ObjectNode) shown.data()).put("timestamp", shown.time())
                : shown.data();
    }

    private static void comment(ByteBuf batch, String text) {
        batch.writeCharSequence(": " + text + "\n\n", US_ASCII);
    }
}
