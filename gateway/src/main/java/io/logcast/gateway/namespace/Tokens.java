package io.logcast.gateway.namespace;

import io.logcast.node.http.Caller;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who calls, by a token. */
@FunctionalInterface
public interface Tokens {

    /**
     * Empty if the token is not valid. May fail with a {@link io.logcast.node.http.ProblemException} about a claim.
     *
     * @param token as the client sent it; never to be logged
     * @param rule of the namespace that it is shown to
     */
    CompletionStage<Optional<Caller>> callerOf(String token, NamespaceRule rule);
}
