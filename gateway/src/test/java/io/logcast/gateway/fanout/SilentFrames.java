package io.logcast.gateway.fanout;

import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;

/** A wire format that has words for nothing, but something around them. */
class SilentFrames implements FrameEncoder {

    @Override
    public void open(ByteBuf batch) {
        batch.writeByte('(');
    }

    @Override
    public void seal(ByteBuf batch) {
        batch.writeByte(')');
    }

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {}

    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {}

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {}

    @Override
    public void gap(ByteBuf batch, Gap gap) {}

    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {}
}
