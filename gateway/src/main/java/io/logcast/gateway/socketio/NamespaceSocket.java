package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.EngineSocket;
import io.logcast.gateway.engineio.Handshake;
import io.logcast.gateway.engineio.MalformedMessage;
import io.logcast.gateway.engineio.Wire;
import io.logcast.node.warning.Seldom;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** A connection in one of its namespaces. Others find it through the {@link LocalAdapter} as soon as it is confirmed. */
final class NamespaceSocket implements ClientSocket {

    /** It subscribes to each of them, and may have to be told of each again. Socket.IO's own server has no bound. */
    static final int MOST_ROOMS = 10_000;

    private static final Seldom SELDOM = new Seldom(LoggerFactory.getLogger(NamespaceSocket.class));

    private final Connection connection;
    private final SocketListener listener;
    private final String namespace;
    private final String id;
    private final Questions questions = new Questions();
    private Set<String> rooms;
    private boolean confirmed;
    private boolean gone;

    NamespaceSocket(Connection connection, ConnectRequest request, String id, SocketListener listener) {
        this.connection = connection;
        this.listener = new GuardedListener(listener);
        this.namespace = request.namespace();
        this.id = id;
        this.rooms = Set.of(id);
    }

    void admitted() {
        listener.admitted(this);
    }

    void writable() {
        if (!gone) {
            listener.writable(this);
        }
    }

    void roomsChanged() {
        if (!gone) {
            listener.roomsChanged(this);
        }
    }

    void receive(Packet packet) {
        switch (packet.type()) {
            case EVENT -> event(packet);
            case ACK -> questions.answer(packet);
            case DISCONNECT -> left(DisconnectReason.CLIENT_LEFT);
            default -> throw new MalformedMessage("is nothing that a client says");
        }
    }

    private void event(Packet packet) {
        ArrayNode event = (ArrayNode) packet.data();
        if (event.get(0).asText().length() > connection.application().settings().maxEventLength()) {
            throw new MalformedMessage("has an event name that is too long");
        }
        Acknowledgement ack = packet.id() == null ? Acknowledgement.NONE : new ClientAcknowledgement(this, packet.id());
        listener.event(this, event, ack);
    }

    void acknowledge(long packet, ArrayNode arguments) {
        if (!gone) {
            connection.send(new Packet(PacketType.ACK, namespace, packet, arguments));
        }
    }

    /** @param answer is told what the client answers to the packet with that id, at most once */
    void ask(long packet, Consumer<ArrayNode> answer) {
        questions.put(packet, answer);
    }

    void stopAsking(long packet) {
        questions.remove(packet);
    }

    /** Ends its stay. Nobody else is told but the listener. */
    void left(DisconnectReason reason) {
        if (gone) {
            return;
        }
        gone = true;
        connection.namespaces().leave(this);
        if (confirmed && listener.isReachable()) {
            adapter().leave(this);
        }
        listener.left(this, reason);
    }

    @Override
    public void confirm(String pid) {
        if (gone || confirmed) {
            return;
        }
        confirmed = true;
        if (listener.isReachable()) {
            adapter().enter(this);
        }
        JsonNode welcome = connection.dialect().welcome(id, pid);
        connection.send(new Packet(PacketType.CONNECT, namespace, null, welcome));
    }

    @Override
    public void emit(ArrayNode event, Flags flags) {
        LocalAdapter.requireEvent(event);
        if (gone || (flags.isVolatile() && !isWritable())) {
            return;
        }
        connection.send(new Packet(PacketType.EVENT, namespace, null, withOffset(event, offset())));
    }

    /** What a client remembers as its place is the last argument of an event; null if it has none. */
    String offset() {
        return listener.offset(this);
    }

    static ArrayNode withOffset(ArrayNode event, String offset) {
        return offset == null
                ? event
                : JsonNodeFactory.instance
                        .arrayNode(event.size() + 1)
                        .addAll(event)
                        .add(offset);
    }

    void send(List<EngineMessage> messages) {
        session().send(messages);
    }

    @Override
    public void sendFrames(ByteBuf framed) {
        session().sendFrames(framed);
    }

    @Override
    public void join(Set<String> joined) {
        change(joined, Set.of());
    }

    /** It stays in the room that bears its id. */
    @Override
    public void leave(Set<String> left) {
        change(Set.of(), left);
    }

    /** @return whether anything is different now */
    boolean change(Set<String> joined, Set<String> left) {
        Set<String> changed = new LinkedHashSet<>(rooms);
        changed.addAll(joined);
        changed.removeAll(left);
        changed.add(id);
        if (gone || changed.equals(rooms)) {
            return false;
        }
        if (changed.size() > MOST_ROOMS && changed.size() > rooms.size()) {
            SELDOM.warn("A socket does not join more than " + MOST_ROOMS + " rooms");
            return false;
        }
        Set<String> before = rooms;
        rooms = Set.copyOf(changed);
        if (confirmed && listener.isReachable()) {
            adapter().moved(this, before);
        }
        return true;
    }

    @Override
    public void disconnect(boolean transport) {
        if (gone) {
            return;
        }
        if (transport) {
            connection.disconnect();
        } else {
            connection.send(new Packet(PacketType.DISCONNECT, namespace, null, null));
            left(DisconnectReason.SERVER_LEFT);
        }
    }

    @Override
    public void drop() {
        connection.close(EngineCloseReason.FORCED);
    }

    SocketInfo info() {
        return new SocketInfo(id, handshake(), rooms);
    }

    private LocalAdapter adapter() {
        return connection.application().adapter();
    }

    private EngineSocket session() {
        return connection.session();
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
        return session().handshake();
    }

    @Override
    public EventLoop loop() {
        return session().loop();
    }

    @Override
    public Wire wire() {
        return session().wire();
    }

    @Override
    public Parser parser() {
        return connection.parser();
    }

    @Override
    public boolean isWritable() {
        return !gone && session().isWritable();
    }

    @Override
    public boolean isConfirmed() {
        return confirmed;
    }

    @Override
    public Set<String> rooms() {
        return rooms;
    }

    @Override
    public boolean isGone() {
        return gone;
    }
}
