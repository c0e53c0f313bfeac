package io.logcast.gateway.profile.acceleratxr.push;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.logcast.gateway.namespace.NamespaceRule;
import io.logcast.gateway.namespace.Tokens;
import io.logcast.gateway.profile.acceleratxr.AcceleratxrSettings;
import io.logcast.node.http.Caller;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose a token is: one of the service's own, or of Logcast's, if it is of the tenant. */
@Singleton
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
final class PushTokens {

    private static final Logger LOG = LoggerFactory.getLogger(PushTokens.class);

    private final Tokens tokens;
    private final NamespaceRule rule;

    PushTokens(Tokens tokens, AcceleratxrSettings settings) {
        this.tokens = tokens;
        this.rule = settings.rule();
    }

    NamespaceRule rule() {
        return rule;
    }

    /** Empty for whatever is not acceptable: the original does not tell what it is either. Never fails. */
    CompletionStage<Optional<Caller>> callerOf(String token) {
        // A user of another tenant is another user, whatever its name.
        return completedFuture(token)
                .thenCompose(shown -> tokens.callerOf(shown, rule))
                .thenApply(known -> known.filter(caller -> caller.tenant().equals(rule.tenant())))
                .exceptionally(failure -> {
                    LOG.debug("A token is not taken: {}", failure.getMessage());
                    return Optional.empty();
                });
    }
}
