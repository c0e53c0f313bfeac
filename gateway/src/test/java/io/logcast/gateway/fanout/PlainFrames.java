package io.logcast.gateway.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.cursor.Cursor;
import io.logcast.delivery.Delivery;
import io.logcast.gateway.replay.Gap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** A wire format that is easy to read in a test. */
final class PlainFrames implements FrameEncoder {

    @Override
    public ByteBuf delivery(Cursor after, Delivery delivery) {
        return text(after + " " + new String(delivery.json(), UTF_8));
    }

    @Override
    public ByteBuf checkpoint(Cursor at) {
        return text("at " + at);
    }

    @Override
    public ByteBuf heartbeat(Cursor at) {
        return text("beat " + at);
    }

    @Override
    public ByteBuf gap(Gap gap) {
        return text("gap " + gap.reason().text() + " " + gap.from() + ".." + gap.to());
    }

    @Override
    public ByteBuf end(CloseReason reason) {
        return text("end " + reason.text());
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, UTF_8);
    }
}
