package io.logcast.gateway.engineio;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The way of a session from polling to WebSocket: the client proves that the WebSocket works ("2probe", "3probe"), waits
 * until its poll is answered, and says "5". Anything else, and polling goes on. Confined to the event loop of its session.
 */
final class Upgrade implements Receiver {

    /** Often enough for nobody to wait long; seldom enough for the client to have read "3probe" before it polls again. */
    private static final long NUDGE_MILLIS = 50;

    private final Session session;
    private final WebSocketTransport candidate;
    private final EventLoop loop;
    private final Future<?> timeout;
    private Future<?> nudges;
    private boolean over;

    Upgrade(Session session, WebSocketTransport candidate, Duration most) {
        this.session = session;
        this.candidate = candidate;
        this.loop = session.loop();
        this.timeout = loop.schedule(this::fail, most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the client may already have stopped to poll. */
    boolean isProbed() {
        return nudges != null;
    }

    @Override
    public boolean received(Packet packet) {
        if (packet.isProbe()) {
            probed();
        } else if (packet.type() == PacketType.UPGRADE && isProbed()) {
            stop();
            session.upgraded(candidate);
        } else {
            fail();
        }
        return true;
    }

    @Override
    public void drained() {
        // A candidate says two words.
    }

    @Override
    public void gone(EngineCloseReason reason) {
        fail();
    }

    /** The session is over. */
    void cancel() {
        stop();
        candidate.end(List.of(), EngineCloseReason.FORCED);
    }

    private void probed() {
        candidate.send(List.of(Packet.PROBED));
        if (nudges == null) {
            nudges = loop.scheduleAtFixedRate(session::nudge, NUDGE_MILLIS, NUDGE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void fail() {
        if (!over) {
            cancel();
            session.stayed();
        }
    }

    private void stop() {
        over = true;
        timeout.cancel(false);
        if (nudges != null) {
            nudges.cancel(false);
        }
    }
}
