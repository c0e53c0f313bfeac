package io.logcast.gateway.profile.flasksse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.profile.Shown;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.sse.FramedEncoder;
import io.logcast.gateway.sse.Framing;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.json.Json;
import io.netty.buffer.ByteBuf;

/**
 * Frames as the original writes them. What it has no frame for is a comment. Its ids are the publisher's, with which nobody can
 * come back: who asks for it gets the place in the log instead.
 */
final class FlaskEncoder extends FramedEncoder {

    private static final byte[] ID = "id:".getBytes(US_ASCII);
    private static final byte[] CURSOR = ": cursor ".getBytes(US_ASCII);
    private static final byte[] END = "\n\n".getBytes(US_ASCII);

    private final FlaskView view;
    private final boolean cursors;

    FlaskEncoder(Framing framing, FlaskView view) {
        super(framing);
        this.view = view;
        this.cursors = view.cursors();
    }

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
        if (!view.shows(entry.type())) {
            return;
        }
        FlaskMessage message = FlaskMessage.of(Shown.of(entry));
        if (cursors) {
            batch.writeBytes(ID);
            after.writeTo(batch);
            batch.writeByte('\n');
            write(batch, message.withoutId().toFrame());
        } else {
            write(batch, message.toFrame());
        }
    }

    /** The original has no first frame. */
    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {
        if (cursors) {
            batch.writeBytes(ID);
            at.writeTo(batch);
            batch.writeBytes(END);
        }
    }

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {
        batch.writeBytes(CURSOR);
        at.writeTo(batch);
        batch.writeBytes(END);
        checkpoint(batch, at, false);
    }

    @Override
    public void gap(ByteBuf batch, Gap gap) {
        write(batch, ": gap " + new String(Json.bytes(gap.toJson()), UTF_8) + "\n\n");
        checkpoint(batch, Positions.of(gap.resumedAt()), false);
    }

    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {
        write(batch, "retry:" + retryMillis + "\n: " + reason.text() + "\n\n");
    }

    private static void write(ByteBuf batch, String text) {
        batch.writeCharSequence(text, UTF_8);
    }
}
