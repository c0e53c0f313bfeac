package io.logcast.gateway.engineio;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.websocket.WebSocketAnswer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The sessions of a gateway, as whoever has their requests sees them. From any thread, unless said otherwise.
 *
 * <p>Requests become tasks of the session's event loop, even those that come on it: what the client sent after it had heard
 * from an earlier request must not overtake that one.
 */
public final class EngineServer {

    /** Each costs some KB until the time to enter a namespace is over. */
    static final int MOST_UNSETTLED = 50_000;

    private final EngineSettings settings;
    private final Sids sids;
    private final EngineApplication application;
    private final SessionTable table = new SessionTable();
    private volatile boolean stopping;

    public EngineServer(EngineSettings settings, Sids sids, EngineApplication application) {
        this.settings = requireNonNull(settings, "settings is null");
        this.sids = requireNonNull(sids, "sids is null");
        this.application = requireNonNull(application, "application is null");
    }

    /** Why a request cannot be served, if it cannot; the checks and their order are those of Engine.IO's own server. */
    public Optional<EngineError> refusal(EngineRequest request) {
        TransportName transport = request.transport().orElse(null);
        if (transport == null || !settings.transports().contains(transport)) {
            return Optional.of(EngineError.UNKNOWN_TRANSPORT);
        }
        boolean asWebSocket = transport == TransportName.WEBSOCKET;
        return request.sid().isPresent()
                ? refusal(request, table.get(request.sid().get()), asWebSocket)
                : handshakeRefusal(request, asWebSocket);
    }

    /** A GET that opens a session, and waits for the open packet. */
    public Exchange open(Handshake handshake, boolean takesBytes, EventLoop loop) {
        Session session = new Session(sids.mint(), handshake, loop, settings, table);
        PollingTransport transport = new PollingTransport(session, handshake.protocol(), takesBytes);
        Exchange first = new Exchange(loop, transport::abandoned);
        loop.execute(() -> {
            transport.first(first);
            session.open(transport, application);
        });
        return first;
    }

    /** A GET that waits for packets. */
    public Exchange poll(String sid) {
        Session session = table.get(sid);
        if (session == null) {
            return Exchange.refused(EngineError.UNKNOWN_SESSION);
        }
        Exchange poll = new Exchange(session.loop(), gone -> session.desk().abandoned(gone));
        session.loop().execute(() -> session.desk().poll(poll));
        return poll;
    }

    /**
     * The head of a POST.
     *
     * @param octets whether its body will be bytes, and no text
     */
    public Upload post(String sid, boolean octets) {
        Session session = table.get(sid);
        if (session == null) {
            return Upload.refused(EngineError.UNKNOWN_SESSION);
        }
        Exchange post = new Exchange(session.loop(), gone -> session.desk().abandoned(gone));
        session.loop().execute(() -> session.desk().announce(post, octets));
        return new Upload(post, session, octets);
    }

    /**
     * Makes a connection a WebSocket. On the channel's event loop, while the HTTP codec is still in the pipeline and nothing
     * of this request is left to be read; it and all other handlers of HTTP have to be gone when the caller is done.
     */
    public void webSocket(Channel channel, WebSocketRequest request) {
        WebSocketTransport transport =
                new WebSocketTransport(request.handshake().protocol());
        transport.install(channel.pipeline(), settings.maxPayload());
        Session session = request.sid() == null ? newSession(channel, request) : table.get(request.sid());
        EventLoop loop = session == null ? channel.eventLoop() : session.loop();
        Relocation.move(channel, loop, () -> begin(transport, session, request));
    }

    /** Takes no new sessions from now on. Completes when all have ended. */
    public CompletionStage<Void> closeAll(EngineCloseReason reason) {
        stopping = true;
        return CompletableFuture.allOf(table.all().stream()
                .map(session -> CompletableFuture.runAsync(() -> session.close(reason), session.loop()))
                .toArray(CompletableFuture[]::new));
    }

    public int sessions() {
        return table.size();
    }

    public int sessions(TransportName transport) {
        int webSockets = table.webSockets();
        return transport == TransportName.WEBSOCKET ? webSockets : Math.max(0, table.size() - webSockets);
    }

    public EngineSettings settings() {
        return settings;
    }

    private static Optional<EngineError> refusal(EngineRequest request, Session session, boolean asWebSocket) {
        if (session == null) {
            return Optional.of(EngineError.UNKNOWN_SESSION);
        }
        return asWebSocket == request.upgrade() ? Optional.empty() : Optional.of(EngineError.BAD_REQUEST);
    }

    private Optional<EngineError> handshakeRefusal(EngineRequest request, boolean asWebSocket) {
        if (!request.isGet()) {
            return Optional.of(EngineError.BAD_HANDSHAKE_METHOD);
        }
        if (asWebSocket != request.upgrade()) {
            return Optional.of(EngineError.BAD_REQUEST);
        }
        int protocol = request.protocol();
        if (protocol != 4 && !(protocol == 3 && settings.eio3())) {
            return Optional.of(EngineError.UNSUPPORTED_VERSION);
        }
        if (stopping) {
            return Optional.of(EngineError.STOPPING);
        }
        return table.unsettled() < MOST_UNSETTLED ? Optional.empty() : Optional.of(EngineError.CROWDED);
    }

    private Session newSession(Channel channel, WebSocketRequest request) {
        return new Session(sids.mint(), request.handshake(), channel.eventLoop(), settings, table);
    }

    private void begin(WebSocketTransport transport, Session session, WebSocketRequest request) {
        Receiver receiver = request.sid() == null ? session : upgrade(transport, session);
        transport.accept(WebSocketAnswer.accepted(request.key(), request.subprotocol()));
        if (receiver == null) {
            // After the handshake, as Engine.IO's own server does it: clients would take anything else for an outage.
            transport.end(List.of(), EngineCloseReason.FORCED);
            return;
        }
        if (receiver == session) {
            session.open(transport, application);
        }
        transport.begin(receiver);
    }

    private static Upgrade upgrade(WebSocketTransport transport, Session session) {
        return session == null ? null : session.upgradeTo(transport);
    }
}
