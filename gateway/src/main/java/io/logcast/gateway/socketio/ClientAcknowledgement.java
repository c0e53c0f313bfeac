package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client waits for the answer to one of its packets. */
final class ClientAcknowledgement implements Acknowledgement {

    private final NamespaceSocket socket;
    private final long packet;
    private final AtomicBoolean sent = new AtomicBoolean();

    ClientAcknowledgement(NamespaceSocket socket, long packet) {
        this.socket = socket;
        this.packet = packet;
    }

    @Override
    public void send(ArrayNode arguments) {
        if (sent.compareAndSet(false, true)) {
            Loops.run(socket.loop(), () -> socket.acknowledge(packet, arguments));
        }
    }
}
