package io.logcast.gateway.fanout;

import io.netty.buffer.ByteBuf;

/** The writing side of a connection. All calls on its event loop. */
public interface Outlet {

    /** False while the socket has more waiting than its high-water mark; the subscriber is told when it has drained. */
    boolean isWritable();

    /** Takes the buffer over, also when the connection is gone. */
    void write(ByteBuf frame);

    void flush();

    /** Runs the task on this event loop, after what is already waiting there. */
    void later(Runnable task);

    /** Ends the response after what was written, then the connection. */
    void end();
}
