package io.logcast.gateway.engineio;

import io.netty.buffer.ByteBuf;

/**
 * How a message packet lies on a transport. A batch is any number of messages appended to one buffer; what it holds then is
 * one WebSocket write, or the payload of one poll.
 */
public enum Wire {
    /** WebSocket, Engine.IO 4: a text frame "4…", a binary frame as it is. Frames of a server are unmasked: one for all. */
    WEBSOCKET_4,
    /** The payload of Engine.IO 4: packets joined by U+001E, binary as "b" and base64. */
    POLLING_4,
    /** WebSocket, Engine.IO 3: as 4, but a binary frame begins with the byte 4. */
    WEBSOCKET_3,
    /** The payload of Engine.IO 3: each packet after its length in characters and ":"; binary as "b4" and base64. */
    POLLING_3;

    /** Appends one message packet. */
    public void append(ByteBuf batch, EngineMessage message) {
        throw new UnsupportedOperationException("engineio helper");
    }

    /** Like {@link #append} for a text whose UTF-8 bytes are all that is readable in the buffer; leaves its indices alone. */
    public void appendText(ByteBuf batch, ByteBuf utf8) {
        throw new UnsupportedOperationException("engineio helper");
    }
}
