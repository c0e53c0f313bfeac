package io.logcast.gateway.socketio;

import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.EngineListener;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.EngineSocket;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client's connection: takes packets to the namespaces that they are for.
 *
 * <p>Which parser it speaks is told by its first packet: text, or MessagePack. What does not belong there ends it, as in
 * Socket.IO's own server: an event before CONNECT, a second CONNECT, a packet for a namespace that it is not in.
 */
final class Connection implements EngineListener {

    private final EngineSocket session;
    private final SocketIoApplication application;
    private final Dialect dialect;
    private final Namespaces namespaces;
    private final Entrance entrance;
    private ScheduledFuture<?> patience;
    private Parser parser;
    private Parser.Decoder decoder;
    private boolean closed;

    Connection(EngineSocket session, SocketIoApplication application) {
        this.session = session;
        this.application = application;
        this.dialect = Dialect.of(session);
        this.namespaces = new Namespaces(application.settings().maxNamespaces());
        this.entrance = new Entrance(this);
    }

    void begin() {
        long timeout = application.settings().connectTimeout().toNanos();
        patience = session.loop().schedule(this::closeIfNowhere, timeout, TimeUnit.NANOSECONDS);
        if (dialect == Dialect.PROTOCOL_4) {
            speak(application.parser4());
            entrance.knockImplicitly();
        }
    }

    private void closeIfNowhere() {
        if (namespaces.isInNone()) {
            session.close(EngineCloseReason.FORCED);
        }
    }

    @Override
    public void message(EngineMessage message) {
        if (closed) {
            return;
        }
        if (parser == null) {
            speak(message instanceof EngineMessage.Text ? application.parser5() : application.msgpack());
        }
        Packet packet = decoder.add(message);
        if (packet != null) {
            dispatch(packet);
        }
    }

    private void speak(Parser parser) {
        this.parser = parser;
        this.decoder = parser.decoder(this::isIn);
    }

    private void dispatch(Packet packet) {
        if (packet.type() == PacketType.CONNECT) {
            entrance.knock(packet);
            return;
        }
        if (isIn(packet.namespace())) {
            namespaces.get(packet.namespace()).receive(packet);
        } else {
            // It may have crossed our goodbye: the other namespaces can be recovered.
            close(EngineCloseReason.FORCED);
        }
    }

    private boolean isIn(String namespace) {
        NamespaceSocket socket = namespaces.get(namespace);
        return socket != null && socket.isConfirmed();
    }

    @Override
    public void writable() {
        namespaces.each(NamespaceSocket::writable);
    }

    /** {@link #writable} follows. */
    @Override
    public void rewired() {}

    @Override
    public void closed(EngineCloseReason reason) {
        closed = true;
        stopWaiting();
        namespaces.each(socket -> socket.left(DisconnectReason.of(reason)));
    }

    void entered(NamespaceSocket socket) {
        stopWaiting();
        namespaces.enter(socket);
        if (!socket.namespace().equals(implicit())) {
            session.settled();
        }
    }

    /** Unless there is a namespace that it is in because it wanted to, or that it waits for. */
    void closeIfIdle() {
        if (namespaces.hasNoneBut(implicit())) {
            close(EngineCloseReason.FORCED);
        }
    }

    /** Null: there is none. */
    private String implicit() {
        return dialect == Dialect.PROTOCOL_4 ? "/" : null;
    }

    private void stopWaiting() {
        patience.cancel(false);
    }

    /** All its sockets are told, then it ends. */
    void disconnect() {
        namespaces.each(socket -> socket.disconnect(false));
        close(EngineCloseReason.FORCED);
    }

    void close(EngineCloseReason reason) {
        if (!closed) {
            session.close(reason);
        }
    }

    void send(Packet packet) {
        if (!closed) {
            session.send(parser.encode(packet));
        }
    }

    boolean isClosed() {
        return closed || session.isClosed();
    }

    EngineSocket session() {
        return session;
    }

    SocketIoApplication application() {
        return application;
    }

    Dialect dialect() {
        return dialect;
    }

    Namespaces namespaces() {
        return namespaces;
    }

    Parser parser() {
        return parser;
    }
}
