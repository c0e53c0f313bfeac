package io.logcast.gateway.socketio;

import java.util.concurrent.CompletionStage;

/** Decides who may enter which namespace. */
@FunctionalInterface
public interface Gatekeeper {

    /** Called on the connection's event loop; may answer later and on any thread. A failure refuses without details. */
    CompletionStage<Verdict> decide(ConnectRequest request);
}
