package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.engineio.MalformedMessage;
import io.logcast.node.warning.Seldom;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** What fails in a listener ends its connection, and nobody else's turn. */
final class GuardedListener implements SocketListener {

    private static final Seldom SELDOM = new Seldom(LoggerFactory.getLogger(GuardedListener.class));

    private final SocketListener listener;

    GuardedListener(SocketListener listener) {
        this.listener = listener;
    }

    @Override
    public void admitted(ClientSocket socket) {
        attempt(socket, () -> listener.admitted(socket));
    }

    @Override
    public void event(ClientSocket socket, ArrayNode event, Acknowledgement ack) {
        attempt(socket, () -> listener.event(socket, event, ack));
    }

    @Override
    public void writable(ClientSocket socket) {
        attempt(socket, () -> listener.writable(socket));
    }

    @Override
    public void roomsChanged(ClientSocket socket) {
        attempt(socket, () -> listener.roomsChanged(socket));
    }

    @Override
    public String offset(ClientSocket socket) {
        return attempt(socket, () -> listener.offset(socket));
    }

    @Override
    public boolean isReachable() {
        return listener.isReachable();
    }

    @Override
    public void abandoned() {
        listener.abandoned();
    }

    @Override
    public void left(ClientSocket socket, DisconnectReason reason) {
        attempt(socket, () -> listener.left(socket, reason));
    }

    private static void attempt(ClientSocket socket, Runnable call) {
        attempt(socket, () -> {
            call.run();
            return null;
        });
    }

    /** Its connection, not the listener, is to blame for a message that is malformed. */
    private static <T> T attempt(ClientSocket socket, Supplier<T> call) {
        try {
            return call.get();
        } catch (MalformedMessage e) {
            throw e;
        } catch (RuntimeException e) {
            SELDOM.warn("A connection is closed, because its listener failed", e);
            socket.drop();
            return null;
        }
    }
}
