package io.logcast.gateway.engineio;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** What a session sends through. Confined to the event loop of its session. */
interface Transport {

    Wire wire();

    boolean isWritable();

    /** Only while it is writable. Takes the frames over. */
    void sendFrames(ByteBuf framed);

    /** Only while it is writable. In one write. */
    void send(List<Packet> packets);

    /**
     * Says what is left to be said, and that this is the end, if there is still a way to say it.
     *
     * @return whether there was
     */
    boolean end(List<Packet> last, EngineCloseReason reason);
}
