package io.logcast.gateway.fanout;

import io.logcast.cursor.Cursor;
import io.logcast.delivery.Delivery;
import io.logcast.gateway.replay.Gap;
import io.netty.buffer.ByteBuf;

/** A door's wire format. Each call gives a buffer that the caller owns. */
public interface FrameEncoder {

    /** @param after where a client that has received this frame resumes */
    ByteBuf delivery(Cursor after, Delivery delivery);

    /** The position alone, which no handler of the client sees. */
    ByteBuf checkpoint(Cursor at);

    /** A sign of life, with the position. */
    ByteBuf heartbeat(Cursor at);

    ByteBuf gap(Gap gap);

    /** The last frame: why the server ends it, and whether to come back. */
    ByteBuf end(CloseReason reason);
}
