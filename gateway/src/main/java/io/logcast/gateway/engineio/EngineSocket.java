package io.logcast.gateway.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.List;

/**
 * An Engine.IO session as the application above it sees it. All calls on {@link #loop()}, which stays the same for as long as
 * the session lives.
 */
public interface EngineSocket {

    /** Secret: who knows it may speak for this session. */
    String sid();

    Handshake handshake();

    EventLoop loop();

    /** How frames for {@link #sendFrames} have to look now; {@link EngineListener#rewired} tells when that changes. */
    Wire wire();

    /**
     * Whether {@link #sendFrames} may be called: the WebSocket is below its high-water mark, or a poll is waiting. False
     * during an upgrade. When it becomes true again, {@link EngineListener#writable} is called.
     */
    boolean isWritable();

    /** Sends frames at once, past the queue. Takes them over, also when the session has ended. Only while {@link #isWritable}. */
    void sendFrames(ByteBuf framed);

    /**
     * Sends these messages together and in this order, or keeps them until the transport takes them. A session for which more
     * than the limit is kept is closed ({@link EngineCloseReason#TOO_SLOW}).
     */
    void send(List<EngineMessage> messages);

    /** Somebody has been let in. Until then it counts among those that may be nobody, of which only so many are taken. */
    void settled();

    /** Bytes that are kept for the transport. */
    long queued();

    /** Tells the other side ("1"), and ends the session. */
    void close(EngineCloseReason reason);

    boolean isClosed();
}
