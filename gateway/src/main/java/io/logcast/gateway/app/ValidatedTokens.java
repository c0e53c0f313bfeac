package io.logcast.gateway.app;

import io.logcast.gateway.namespace.Tokens;
import io.logcast.node.http.Caller;
import io.logcast.node.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Asks the validators of micronaut-security, one after the other, as its own filter does for requests. */
@Singleton
final class ValidatedTokens implements Tokens {

    private final List<TokenValidator<HttpRequest<?>>> validators;

    ValidatedTokens(List<TokenValidator<HttpRequest<?>>> validators) {
        this.validators = validators;
    }

    @Override
    public CompletionStage<Optional<Caller>> callerOf(String token) {
        CompletionStage<Optional<Authentication>> found = CompletableFuture.completedFuture(Optional.empty());
        for (TokenValidator<HttpRequest<?>> validator : validators) {
            found = found.thenCompose(
                    known -> known.isPresent() ? CompletableFuture.completedFuture(known) : first(validator, token));
        }
        return found.thenApply(known -> known.map(Callers::of));
    }

    private static CompletionStage<Optional<Authentication>> first(
            TokenValidator<HttpRequest<?>> validator, String token) {
        Publisher<Authentication> publisher = validator.validateToken(token, null);
        CompletableFuture<Optional<Authentication>> first = new CompletableFuture<>();
        publisher.subscribe(new First(first));
        return first;
    }

    private record First(CompletableFuture<Optional<Authentication>> answer) implements Subscriber<Authentication> {

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(Authentication authentication) {
            answer.complete(Optional.of(authentication));
        }

        @Override
        public void onError(Throwable failure) {
            answer.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            answer.complete(Optional.empty());
        }
    }
}
