package io.logcast.gateway.sse;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.fanout.FrameEncoder;
import io.netty.buffer.ByteBuf;

/** A door's frames in the body of an HTTP response: how a batch lies there is the {@link Framing}'s alone. */
public abstract class FramedEncoder implements FrameEncoder {

    private final Framing framing;

    protected FramedEncoder(Framing framing) {
        this.framing = requireNonNull(framing, "framing is null");
    }

    @Override
    public final void open(ByteBuf batch) {
        framing.open(batch);
    }

    @Override
    public final void seal(ByteBuf batch) {
        framing.seal(batch);
    }
}
