package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.engineio.Handshake;
import io.logcast.gateway.engineio.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.Set;

/**
 * One client in one namespace. All calls on {@link #loop()}.
 *
 * <p>Joins by steps: the {@link Gatekeeper} admits it, its {@link SocketListener} hears {@code admitted}, and tells the client
 * by {@link #confirm}. Frames may be sent before that: recovered packets come before CONNECT.
 */
public interface ClientSocket {

    /** Public; a room of its own. Not the sid of the Engine.IO session. */
    String id();

    /** With its slash: {@code /axr}. */
    String namespace();

    Handshake handshake();

    EventLoop loop();

    Wire wire();

    Parser parser();

    boolean isWritable();

    /** Frames that were written for {@link #wire} and {@link #parser}. Takes them over. Only while {@link #isWritable}. */
    void sendFrames(ByteBuf framed);

    /**
     * Tells the client that it is in.
     *
     * @param pid its private session id if it can be recovered, else null
     */
    void confirm(String pid);

    boolean isConfirmed();

    /**
     * An event: its name, then its arguments; bytes are {@code BinaryNode}s. Queued if it has to be, unless volatile.
     *
     * @throws IllegalArgumentException if its name is missing, or a reserved one
     */
    void emit(ArrayNode event, Flags flags);

    /** The rooms that it is in, its own id included. Immutable: it may be kept. */
    Set<String> rooms();

    void join(Set<String> rooms);

    void leave(Set<String> rooms);

    /**
     * Ends its stay in this namespace.
     *
     * @param transport whether the connection ends, too, with all its namespaces
     */
    void disconnect(boolean transport);

    /** Ends the connection without a word, so that the client comes back and recovers. */
    void drop();

    boolean isGone();
}
