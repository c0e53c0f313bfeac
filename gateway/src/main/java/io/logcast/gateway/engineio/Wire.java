package io.logcast.gateway.engineio;

import io.netty.buffer.ByteBuf;

/**
 * How a message packet lies on a transport. A batch is any number of messages appended to one buffer; what it holds then is
 * one WebSocket write, or the payload of one poll.
 */
public enum Wire {
    /** WebSocket, Engine.IO 4: a text frame "4…", a binary frame as it is. Frames of a server are unmasked: one for all. */
    WEBSOCKET_4(new FrameSpelling(false)),
    /** The payload of Engine.IO 4: packets joined by U+001E, binary as "b" and base64. */
    POLLING_4(new JoinedSpelling()),
    /** WebSocket, Engine.IO 3: as 4, but a binary frame begins with the byte 4. */
    WEBSOCKET_3(new FrameSpelling(true)),
    /** The payload of Engine.IO 3: each packet after its length in characters and ":"; binary as "b4" and base64. */
    POLLING_3(new CountedSpelling());

    @SuppressWarnings("ImmutableEnumChecker") // A spelling has no state.
    private final Spelling spelling;

    Wire(Spelling spelling) {
        this.spelling = spelling;
    }

    /** Appends one message packet. */
    public void append(ByteBuf batch, EngineMessage message) {
        append(batch, Packet.message(message));
    }

    /** Like {@link #append} for a text whose UTF-8 bytes are all that is readable in the buffer; leaves its indices alone. */
    public void appendText(ByteBuf batch, ByteBuf utf8) {
        spelling.text(batch, PacketType.MESSAGE, utf8);
    }

    void append(ByteBuf batch, Packet packet) {
        if (packet.data() instanceof EngineMessage.Binary binary) {
            spelling.binary(batch, binary.bytes());
        } else {
            spelling.text(batch, packet.type(), packet.text());
        }
    }

    static Wire polling(int protocol) {
        return protocol == 3 ? POLLING_3 : POLLING_4;
    }

    static Wire webSocket(int protocol) {
        return protocol == 3 ? WEBSOCKET_3 : WEBSOCKET_4;
    }

    /** Appends packets to a batch. Keeps nothing: one for all. */
    interface Spelling {

        /** @param utf8 what is readable is the packet's data; its indices stay */
        void text(ByteBuf batch, PacketType type, ByteBuf utf8);

        /** A message. */
        void binary(ByteBuf batch, byte[] bytes);
    }
}
