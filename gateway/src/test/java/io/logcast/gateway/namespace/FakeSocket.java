package io.logcast.gateway.namespace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.engineio.Handshake;
import io.logcast.gateway.engineio.Wire;
import io.logcast.gateway.socketio.ClientSocket;
import io.logcast.gateway.socketio.DisconnectReason;
import io.logcast.gateway.socketio.Flags;
import io.logcast.gateway.socketio.JsonParser5;
import io.logcast.gateway.socketio.Parser;
import io.logcast.gateway.socketio.SocketIoSettings;
import io.logcast.gateway.socketio.SocketListener;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A socket without a client: notes what it is told, as {@code CONNECT …}, the text of frames, and {@code DROP}. */
final class FakeSocket implements ClientSocket {

    static final Parser JSON = new JsonParser5(SocketIoSettings.DEFAULT);

    final List<String> told = new ArrayList<>();
    final SocketListener listener;
    private final EventLoop loop;
    private final Handshake handshake;
    private final String namespace;
    private final String id;
    private Set<String> rooms;
    private Wire wire = Wire.WEBSOCKET_4;
    private boolean writable = true;
    private boolean confirmed;
    private boolean gone;
    private boolean breaksWhenConfirmed;
    private String pid;

    FakeSocket(EventLoop loop, Handshake handshake, String namespace, String id, SocketListener listener) {
        this.loop = loop;
        this.handshake = handshake;
        this.namespace = namespace;
        this.id = id;
        this.listener = listener;
        this.rooms = Set.of(id);
    }

    /** The connection can take nothing, or can again. */
    void isWritable(boolean takes) {
        writable = takes;
        if (takes) {
            listener.writable(this);
        }
    }

    /** As after an upgrade. */
    void rewire(Wire other) {
        wire = other;
        listener.writable(this);
    }

    /** By somebody else. */
    void isPutInto(Set<String> others) {
        join(others);
        listener.roomsChanged(this);
    }

    void breaks(DisconnectReason reason) {
        if (!gone) {
            gone = true;
            listener.left(this, reason);
        }
    }

    /** From now on what it is told first shows that the connection is broken. */
    void breaksWhenConfirmed() {
        breaksWhenConfirmed = true;
    }

    String pid() {
        return pid;
    }

    /** The events that it was sent, each as it stands behind the namespace. */
    List<String> events() {
        return told.stream().filter(text -> text.startsWith("[")).toList();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public Parser parser() {
        return JSON;
    }

    @Override
    public boolean isWritable() {
        return writable && !gone;
    }

    @Override
    public void sendFrames(ByteBuf framed) {
        if (!isWritable()) {
            throw new IllegalStateException("is not writable");
        }
        told.addAll(texts(framed.toString(UTF_8)));
        framed.release();
    }

    /** Whatever the wire: from the bracket of one event to before the next. */
    private List<String> texts(String frames) {
        String head = "2" + namespace + ",";
        List<String> texts = new ArrayList<>();
        for (int at = frames.indexOf(head); at >= 0; ) {
            int next = frames.indexOf(head, at + 1);
            String text = frames.substring(at + head.length(), next < 0 ? frames.length() : next);
            texts.add(text.substring(0, text.lastIndexOf(']') + 1));
            at = next;
        }
        return texts;
    }

    @Override
    public void confirm(String privateId) {
        confirmed = true;
        pid = privateId;
        told.add("CONNECT");
        if (breaksWhenConfirmed) {
            breaks(DisconnectReason.TRANSPORT_ERROR);
        }
    }

    @Override
    public boolean isConfirmed() {
        return confirmed;
    }

    @Override
    public void emit(ArrayNode event, Flags flags) {
        told.add(event.toString());
    }

    @Override
    public Set<String> rooms() {
        return rooms;
    }

    @Override
    public void join(Set<String> joined) {
        Set<String> all = new HashSet<>(rooms);
        all.addAll(joined);
        rooms = Set.copyOf(all);
    }

    @Override
    public void leave(Set<String> left) {
        Set<String> all = new HashSet<>(rooms);
        all.removeAll(left);
        rooms = Set.copyOf(all);
    }

    @Override
    public void disconnect(boolean transport) {
        told.add("DISCONNECT");
        breaks(DisconnectReason.SERVER_LEFT);
    }

    @Override
    public void drop() {
        told.add("DROP");
        breaks(DisconnectReason.FORCED_CLOSE);
    }

    @Override
    public boolean isGone() {
        return gone;
    }
}
