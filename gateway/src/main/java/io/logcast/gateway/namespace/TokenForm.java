package io.logcast.gateway.namespace;

import io.logcast.node.http.Caller;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tokens of another form than Logcast's own, as services that it replaces have issued them. Asked when a token is none of its own. */
@FunctionalInterface
public interface TokenForm {

    /**
     * Empty if the token is not of this form, or not valid. From any thread; must not block.
     *
     * @param token as the client sent it; never to be logged
     * @param rule of the namespace that it is shown to
     */
    CompletionStage<Optional<Caller>> callerOf(String token, NamespaceRule rule);
}
