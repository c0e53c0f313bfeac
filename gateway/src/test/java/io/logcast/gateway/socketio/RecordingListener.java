package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/** Lets its socket in at once, and writes down what happens to it. */
class RecordingListener implements SocketListener {

    final List<String> heard = new ArrayList<>();
    final List<Acknowledgement> asked = new ArrayList<>();
    ClientSocket socket;
    String offset;
    String pid;
    boolean confirms = true;

    @Override
    public void admitted(ClientSocket admitted) {
        socket = admitted;
        if (confirms) {
            admitted.confirm(pid);
        }
    }

    @Override
    public void event(ClientSocket from, ArrayNode event, Acknowledgement ack) {
        heard.add(event.toString());
        asked.add(ack);
    }

    @Override
    public void writable(ClientSocket writable) {
        heard.add("writable");
    }

    @Override
    public void roomsChanged(ClientSocket moved) {
        heard.add("rooms changed");
    }

    @Override
    public String offset(ClientSocket of) {
        return offset;
    }

    @Override
    public void left(ClientSocket gone, DisconnectReason reason) {
        heard.add("left: " + reason.text());
    }
}
