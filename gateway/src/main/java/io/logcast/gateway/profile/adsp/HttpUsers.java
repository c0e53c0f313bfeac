package io.logcast.gateway.profile.adsp;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.logcast.node.http.Caller;
import io.logcast.node.http.Callers;
import io.logcast.node.http.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Who sends a request: by a token of ADSP's, in {@code Authorization} or the parameter {@code token}; or by one of Logcast's own.
 * Whose token is not valid is nobody, as in ADSP.
 */
@Singleton
final class HttpUsers {

    private static final String SCHEME = "Bearer ";

    private final AdspTokens tokens;

    HttpUsers(AdspTokens tokens) {
        this.tokens = tokens;
    }

    CompletionStage<Optional<AdspUser>> listener(HttpRequest<?> request) {
        return user(request, tokens::listener);
    }

    CompletionStage<Optional<AdspUser>> sender(HttpRequest<?> request) {
        return user(request, tokens::sender);
    }

    private static CompletionStage<Optional<AdspUser>> user(
            HttpRequest<?> request, Function<String, CompletionStage<Optional<AdspUser>>> check) {
        Optional<String> token = header(request)
                .or(() -> request.getParameters().getFirst("token").filter(text -> !text.isEmpty()));
        CompletionStage<Optional<AdspUser>> user =
                token.isEmpty() ? completedFuture(Optional.empty()) : check.apply(token.get());
        return user.thenApply(known -> known.or(() -> ofOurs(request)));
    }

    private static Optional<String> header(HttpRequest<?> request) {
        return request.getHeaders()
                .getAuthorization()
                .filter(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(text -> text.substring(SCHEME.length()).trim());
    }

    /** A token of ADSP's that is signed as ours are lacks what ours have, and makes nobody. */
    private static Optional<AdspUser> ofOurs(HttpRequest<?> request) {
        try {
            return request.getUserPrincipal(Authentication.class)
                    .map(Callers::of)
                    .map(HttpUsers::named);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static AdspUser named(Caller caller) {
        return new AdspUser(caller, caller.subject());
    }
}
