package io.logcast.gateway.profile.ssenotify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.profile.Shown;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.sse.FramedEncoder;
import io.logcast.gateway.sse.Framing;
import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;
import java.time.Duration;

/**
 * Frames as the original writes them, byte for byte; what it has no frame for is a comment. Its ids are the publisher's, and
 * each ping overwrites them with 1, so that nobody can come back with one: who asks for it gets the place in the log instead.
 */
final class NotifyEncoder extends FramedEncoder {

    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] PING_ID = "id: 1".getBytes(US_ASCII);
    private static final byte[] PING = "\nevent: ping\ndata: null\n\n".getBytes(US_ASCII);

    private final Duration pingInterval;
    private final boolean cursors;

    /** @param cursors whether ids are places in the log */
    NotifyEncoder(Framing framing, Duration pingInterval, boolean cursors) {
        super(framing);
        this.pingInterval = pingInterval;
        this.cursors = cursors;
    }

    @Override
    public Duration beat() {
        return pingInterval;
    }

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
        NotifyMessage message = message(Shown.of(entry));
        if (cursors || message.id() == null) {
            writeId(batch, after);
        } else {
            batch.writeBytes(ID).writeCharSequence(message.id(), UTF_8);
        }
        write(batch, "\nevent: " + message.type() + "\ndata: " + GoJson.ofMaps(message.data()) + "\n\n");
    }

    /** The original has no first frame. */
    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {
        if (cursors) {
            writeId(batch, at);
            write(batch, "\n\n");
        }
    }

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {
        if (cursors) {
            writeId(batch, at);
        } else {
            batch.writeBytes(PING_ID);
        }
        batch.writeBytes(PING);
    }

    @Override
    public void gap(ByteBuf batch, Gap gap) {
        write(batch, ": gap " + GoJson.ofStructs(gap.toJson()) + "\n\n");
        checkpoint(batch, Positions.of(gap.resumedAt()), false);
    }

    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {
        write(batch, ": " + reason.text() + "\nretry: " + retryMillis + "\n\n");
    }

    /** What others have published for the user has no id of this kind. */
    private static NotifyMessage message(Shown shown) {
        boolean isOurs = shown.namespace().equals(NotifyMessage.EVENT.namespace())
                && shown.name().equals(NotifyMessage.EVENT.name());
        return isOurs && shown.data() instanceof ObjectNode json
                ? NotifyMessage.of(json)
                : new NotifyMessage(null, shown.name(), shown.data());
    }

    private static void writeId(ByteBuf batch, Positions at) {
        batch.writeBytes(ID);
        at.writeTo(batch);
    }

    private static void write(ByteBuf batch, String text) {
        batch.writeCharSequence(text, UTF_8);
    }
}
