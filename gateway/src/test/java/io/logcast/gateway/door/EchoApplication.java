package io.logcast.gateway.door;

import io.logcast.gateway.engineio.EngineApplication;
import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.EngineListener;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.EngineSocket;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sends everything back, which is what the suites of Engine.IO want of a server. */
@Singleton
@Requires(property = GatewayFixture.ENGINE, value = "echo")
final class EchoApplication implements EngineApplication {

    private final Map<String, EngineSocket> open = new ConcurrentHashMap<>();
    private final Map<String, EngineCloseReason> closed = new ConcurrentHashMap<>();

    @Override
    public EngineListener opened(EngineSocket socket) {
        open.put(socket.sid(), socket);
        return new Echo(socket);
    }

    /** Null if there is none. */
    EngineSocket socket(String sid) {
        return open.get(sid);
    }

    /** Why a session has ended; null if it has not. */
    EngineCloseReason reason(String sid) {
        return closed.get(sid);
    }

    private final class Echo implements EngineListener {

        private final EngineSocket socket;

        private Echo(EngineSocket socket) {
            this.socket = socket;
        }

        @Override
        public void message(EngineMessage message) {
            socket.send(List.of(message));
        }

        @Override
        public void writable() {}

        @Override
        public void rewired() {}

        @Override
        public void closed(EngineCloseReason reason) {
            open.remove(socket.sid());
            closed.put(socket.sid(), reason);
        }
    }
}
