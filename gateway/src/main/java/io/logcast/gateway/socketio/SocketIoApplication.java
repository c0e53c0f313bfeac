package io.logcast.gateway.socketio;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.engineio.EngineApplication;
import io.logcast.gateway.engineio.EngineListener;
import io.logcast.gateway.engineio.EngineSocket;

/** Socket.IO above Engine.IO: who may enter which namespace, and what is done about a socket, is the Gatekeeper's affair. */
public final class SocketIoApplication implements EngineApplication {

    private final Gatekeeper gatekeeper;
    private final LocalAdapter adapter;
    private final SocketIoSettings settings;
    private final Parser parser5;
    private final Parser parser4;
    private final Parser msgpack;

    public SocketIoApplication(Gatekeeper gatekeeper, LocalAdapter adapter, SocketIoSettings settings) {
        this.gatekeeper = requireNonNull(gatekeeper, "gatekeeper is null");
        this.adapter = requireNonNull(adapter, "adapter is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.parser5 = new JsonParser5(settings);
        this.parser4 = new JsonParser4(settings);
        this.msgpack = new MsgpackParser(settings);
    }

    @Override
    public EngineListener opened(EngineSocket session) {
        Connection connection = new Connection(session, this);
        connection.begin();
        return connection;
    }

    Gatekeeper gatekeeper() {
        return gatekeeper;
    }

    LocalAdapter adapter() {
        return adapter;
    }

    SocketIoSettings settings() {
        return settings;
    }

    Parser parser5() {
        return parser5;
    }

    Parser parser4() {
        return parser4;
    }

    Parser msgpack() {
        return msgpack;
    }
}
