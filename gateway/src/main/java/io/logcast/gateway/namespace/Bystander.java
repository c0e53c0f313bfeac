package io.logcast.gateway.namespace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.socketio.Acknowledgement;
import io.logcast.gateway.socketio.ClientSocket;
import io.logcast.gateway.socketio.SocketListener;

/** A client of Engine.IO 3 is in "/" by being connected. There it hears nothing, and is not heard. */
final class Bystander implements SocketListener {

    @Override
    public void admitted(ClientSocket socket) {
        socket.confirm(null);
    }

    @Override
    public void event(ClientSocket socket, ArrayNode event, Acknowledgement ack) {
        ClientEvents.refuse(ack, "not-allowed", "this may not be emitted here");
    }

    @Override
    public boolean isReachable() {
        return false;
    }
}
