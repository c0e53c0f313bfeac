package io.logcast.bench.load;

import java.nio.ByteBuffer;

/** What is said on one connection, and on those that replace it. */
interface Conversation {

    /** The first thing to send. */
    ByteBuffer request();

    /**
     * Takes what was read: the first {@code count} bytes.
     *
     * @return false if the server has ended the conversation
     * @throws IllegalStateException if the server refuses
     */
    boolean take(ByteBuffer in, int count, EventSink sink);

    /** The server has accepted, and deliveries may come. */
    boolean isEstablished();

    /** Something to send because of what was taken; null for nothing. */
    default ByteBuffer answer() {
        return null;
    }

    /** Where the client is, as the server says it; empty if it does not. */
    String lastId();

    /** The connection is gone. */
    void ended();

    /** The conversation on a new connection, from where the last one ended. */
    Conversation again();
}
