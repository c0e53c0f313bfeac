package io.logcast.gateway.sse;

import io.netty.buffer.ByteBuf;

/** How a batch of frames lies in the body of the response. */
public enum Framing {

    /** As it is: what carries the body has its own framing (HTTP/2). */
    PLAIN {
        @Override
        public void open(ByteBuf batch) {}

        @Override
        public void seal(ByteBuf batch) {}
    },

    /**
     * As one chunk of HTTP/1.1 (RFC 9112, 7.1). The size stands before the data and is known after it: room is left for
     * it, and what is not needed of the room is skipped.
     */
    CHUNKED {
        @Override
        public void open(ByteBuf batch) {
            batch.writeZero(ROOM);
        }

        @Override
        public void seal(ByteBuf batch) {
            int at = ROOM;
            batch.setByte(--at, '\n');
            batch.setByte(--at, '\r');
            for (int size = batch.writerIndex() - ROOM; size > 0; size >>>= 4) {
                batch.setByte(--at, Character.forDigit(size & 0xF, 16));
            }
            batch.readerIndex(at);
            batch.writeByte('\r').writeByte('\n');
        }
    };

    /** Eight hexadecimal digits and a line break. */
    private static final int ROOM = 10;

    /** Begins a batch in an empty buffer. */
    public abstract void open(ByteBuf batch);

    /** Ends it: what is readable then goes to the wire. */
    public abstract void seal(ByteBuf batch);
}
