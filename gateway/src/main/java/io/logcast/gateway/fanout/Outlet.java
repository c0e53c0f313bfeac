package io.logcast.gateway.fanout;

import io.netty.buffer.ByteBuf;

/** The writing side of a connection. All calls on its event loop. */
public interface Outlet {

    /** False while the socket has more waiting than its high-water mark; the subscriber is told when it has drained. */
    boolean isWritable();

    /**
     * Sends the batch at once. Takes it over, also when the connection is gone. Only while it is writable, except for the
     * last frame.
     */
    void send(ByteBuf batch);

    /** Runs the task on this event loop, after what is already waiting there. */
    void later(Runnable task);

    /**
     * Everything that there is has been sent; what follows is new.
     *
     * @param at where that is; to be read at once, it moves
     */
    default void caughtUp(Positions at) {}

    /** Everything that there was when it began has been sent, whatever has come since; once. */
    default void backlogSent() {}

    /** Ends the response after what was sent, then the connection.. */
    void end(CloseReason reason);
}
