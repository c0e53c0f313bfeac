package io.logcast.gateway.engineio;

import static java.util.Objects.requireNonNull;

import io.logcast.node.warning.Seldom;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * One client, whatever it is connected by. Confined to its event loop.
 *
 * <pre>
 *   polling ──▶ polling, with an {@link Upgrade} under way ──▶ WebSocket ──▶ closed
 *        ▲───────────────────┘ failed
 * </pre>
 */
final class Session implements EngineSocket, Receiver {

    private static final Seldom SELDOM = new Seldom(LoggerFactory.getLogger(Session.class));

    private final String sid;
    private final Handshake handshake;
    private final EventLoop loop;
    private final EngineSettings settings;
    private final SessionTable table;
    private final Heartbeat heartbeat;
    private final Outbox outbox = new Outbox();
    private Transport transport;
    private RequestDesk desk;
    private Upgrade upgrade;
    private EngineListener listener;
    private EngineCloseReason ended;
    private boolean settled;

    Session(String sid, Handshake handshake, EventLoop loop, EngineSettings settings, SessionTable table) {
        this.sid = requireNonNull(sid, "sid is null");
        this.handshake = requireNonNull(handshake, "handshake is null");
        this.loop = requireNonNull(loop, "loop is null");
        this.settings = settings;
        this.table = table;
        this.heartbeat =
                new Heartbeat(loop, settings, handshake.protocol(), () -> post(Packet.PING), this::pingTimedOut);
    }

    /** Once, before anything else. */
    void open(Transport first, EngineApplication application) {
        transport = first;
        desk = new RequestDesk(
                this, first instanceof PollingTransport polling ? polling : null, settings.pingTimeout());
        table.add(this);
        outbox.add(OpenPacket.of(sid, isPolling(), settings));
        guarded(() -> listener = application.opened(this));
        if (ended == null) {
            heartbeat.restart();
            flush();
        } else if (listener != null) {
            guarded(() -> listener.closed(ended));
        }
    }

    /** @return null if a WebSocket cannot have this session, or no more */
    Upgrade upgradeTo(WebSocketTransport candidate) {
        if (ended != null || upgrade != null || !isPolling()) {
            return null;
        }
        upgrade = new Upgrade(this, candidate, settings.upgradeTimeout());
        return upgrade;
    }

    /** Ends a poll that the client waits for before it says that it has moved. */
    void nudge() {
        if (transport.isWritable()) {
            transport.send(outbox.isEmpty() ? List.of(Packet.NOOP) : outbox.drain());
        }
    }

    void upgraded(WebSocketTransport next) {
        if (ended != null) {
            desk.moved(next);
            return;
        }
        ((PollingTransport) transport).leave();
        upgrade = null;
        transport = next;
        next.receiver(this);
        table.upgraded();
        flush();
        guarded(listener::rewired);
        drained();
    }

    /** The upgrade has failed. */
    void stayed() {
        upgrade = null;
        drained();
    }

    /** Ends it if it is dead, and only the timer is late. */
    void checkAlive() {
        if (ended == null && heartbeat.isOverdue()) {
            pingTimedOut();
        }
    }

    /** Nobody will ask for it any more. */
    void forget() {
        if (upgrade != null) {
            upgrade.cancel();
        }
        settled();
        table.remove(this);
    }

    @Override
    public void settled() {
        if (!settled) {
            settled = true;
            table.settled();
        }
    }

    RequestDesk desk() {
        return desk;
    }

    boolean isPolling() {
        return transport instanceof PollingTransport;
    }

    @Override
    public boolean received(Packet packet) {
        if (ended == null) {
            guarded(() -> take(packet));
        }
        return ended == null || ended == EngineCloseReason.TRANSPORT_CLOSE || ended == EngineCloseReason.FORCED;
    }

    @Override
    public void drained() {
        if (ended == null) {
            flush();
            if (isWritable()) {
                guarded(listener::writable);
            }
        }
    }

    @Override
    public void gone(EngineCloseReason reason) {
        end(reason);
    }

    @Override
    public String sid() {
        return sid;
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
        return transport.wire();
    }

    @Override
    public boolean isWritable() {
        return ended == null && outbox.isEmpty() && isOpenForMore();
    }

    @Override
    public void sendFrames(ByteBuf framed) {
        if (ended != null) {
            framed.release();
        } else if (isWritable()) {
            transport.sendFrames(framed);
        } else {
            framed.release();
            throw new IllegalStateException("frames were sent to a session that is not writable");
        }
    }

    @Override
    public void send(List<EngineMessage> messages) {
        if (ended != null || messages.isEmpty()) {
            return;
        }
        messages.forEach(message -> outbox.add(Packet.message(message)));
        flush();
        if (outbox.bytes() > settings.queueLimit()) {
            end(EngineCloseReason.TOO_SLOW);
        }
    }

    @Override
    public long queued() {
        return outbox.bytes();
    }

    @Override
    public void close(EngineCloseReason reason) {
        end(reason);
    }

    @Override
    public boolean isClosed() {
        return ended != null;
    }

    private void take(Packet packet) {
        switch (packet.type()) {
            case PING -> heard(3, Packet.PONG);
            case PONG -> heard(4, null);
            case MESSAGE -> listener.message(packet.data());
            case CLOSE -> end(EngineCloseReason.TRANSPORT_CLOSE);
            case OPEN, UPGRADE, NOOP -> {} // Means nothing here, and harms nobody.
        }
    }

    /** @param direction the protocol in which a client sends that */
    private void heard(int direction, Packet answer) {
        if (handshake.protocol() != direction) {
            throw new MalformedMessage("the heartbeat goes the other way");
        }
        heartbeat.restart();
        if (answer != null) {
            post(answer);
        }
    }

    private void post(Packet packet) {
        outbox.add(packet);
        flush();
        if (outbox.bytes() > settings.queueLimit()) {
            end(EngineCloseReason.TOO_SLOW);
        }
    }

    private void flush() {
        if (!outbox.isEmpty() && isOpenForMore()) {
            transport.send(outbox.drain());
        }
    }

    private boolean isOpenForMore() {
        return transport.isWritable() && (upgrade == null || !upgrade.isProbed());
    }

    private void pingTimedOut() {
        end(EngineCloseReason.PING_TIMEOUT);
    }

    /** A client that has stopped to poll hears why it is sent away only where it is moving to, once it says so. */
    private boolean mayFollow(EngineCloseReason reason) {
        return reason == EngineCloseReason.FORCED && upgrade.isProbed();
    }

    /** What the application makes of one packet ends that session at most. */
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (MalformedMessage e) {
            end(EngineCloseReason.PARSE_ERROR);
        } catch (RuntimeException e) {
            SELDOM.warn("A session of Engine.IO has failed.", e);
            end(EngineCloseReason.TRANSPORT_ERROR);
        }
    }

    private void end(EngineCloseReason reason) {
        if (ended != null) {
            return;
        }
        ended = reason;
        heartbeat.stop();
        if (upgrade != null && !mayFollow(reason)) {
            upgrade.cancel();
        }
        List<Packet> last = outbox.drain();
        if (transport.end(last, reason)) {
            forget();
        } else {
            desk.missed(last, reason);
        }
        if (listener != null) {
            guarded(() -> listener.closed(reason));
        }
    }
}
