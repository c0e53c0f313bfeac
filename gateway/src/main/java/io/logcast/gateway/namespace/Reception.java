package io.logcast.gateway.namespace;

import io.logcast.gateway.socketio.ConnectRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Receives the clients of a service that Logcast replaces, by the rules of that service. Each one that wants into a namespace is
 * shown to it first, unless the namespace is configured for something else.
 */
@FunctionalInterface
public interface Reception {

    /**
     * Empty: it is none of those clients, and is received as everybody else. Fails with {@link Declined} when one of them may
     * not enter. From any thread; must not block.
     */
    CompletionStage<Optional<Guest>> receive(ConnectRequest request);
}
