package io.logcast.gateway.engineio;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes the HTTP requests of a session, also those that come too late. Confined to the event loop of the session. */
final class RequestDesk {

    /** How far a poll may be behind the goodbye that was sent beside it, on another connection. */
    private static final Duration CROSSING = Duration.ofMillis(250);

    private final Session session;
    private final PollingTransport polling;
    private final EventLoop loop;
    private final Duration farewell;
    private List<Packet> lastWord = List.of();

    /**
     * @param polling null in a session that has always been a WebSocket
     * @param farewell how long a client that is being sent away has time to ask for its last messages
     */
    RequestDesk(Session session, PollingTransport polling, Duration farewell) {
        this.session = session;
        this.polling = polling;
        this.loop = session.loop();
        this.farewell = farewell;
    }

    void poll(Exchange poll) {
        if (!lastWord.isEmpty()) {
            PollingTransport last =
                    new PollingTransport(session, session.handshake().protocol(), false);
            last.first(poll);
            last.send(lastWord);
            forget();
        } else if (requirePolling(poll)) {
            polling.poll(poll);
        }
    }

    /** The session has ended, and its client comes by this and not for another poll. */
    void moved(WebSocketTransport next) {
        next.end(lastWord, EngineCloseReason.FORCED);
        forget();
    }

    /**
     * The head of a POST.
     *
     * @param octets whether its body will be bytes, and no text
     */
    void announce(Exchange post, boolean octets) {
        if (requirePolling(post)) {
            polling.announce(post, octets);
        }
    }

    /** The body of an announced POST, perhaps after the session has moved on. */
    void uploaded(Exchange post, byte[] body, boolean octets) {
        if (polling != null) {
            polling.received(post, body, octets);
        }
    }

    void uploadTooLarge(Exchange post) {
        polling.refuse(post, EngineError.TOO_LARGE);
    }

    void abandoned(Exchange exchange) {
        if (polling != null) {
            polling.abandoned(exchange);
        }
    }

    /** The session has ended, and no poll was there to be told so. */
    void missed(List<Packet> unsent, EngineCloseReason reason) {
        if (reason == EngineCloseReason.FORCED) {
            leave(PollingTransport.append(unsent, Packet.CLOSE), farewell);
        } else if (reason == EngineCloseReason.TRANSPORT_CLOSE) {
            leave(List.of(Packet.NOOP), CROSSING);
        } else {
            session.forget();
        }
    }

    /** For one more poll, or for {@link #moved}. */
    private void leave(List<Packet> packets, Duration time) {
        lastWord = packets;
        loop.schedule(this::forget, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forget() {
        lastWord = List.of();
        session.forget();
    }

    private boolean requirePolling(Exchange exchange) {
        session.checkAlive();
        if (session.isClosed()) {
            exchange.refuse(EngineError.UNKNOWN_SESSION);
        } else if (!session.isPolling()) {
            exchange.refuse(EngineError.BAD_REQUEST);
        } else {
            return true;
        }
        return false;
    }
}
