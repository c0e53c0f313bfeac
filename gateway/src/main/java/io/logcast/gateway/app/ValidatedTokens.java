package io.logcast.gateway.app;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.logcast.gateway.namespace.NamespaceRule;
import io.logcast.gateway.namespace.TokenForm;
import io.logcast.gateway.namespace.Tokens;
import io.logcast.node.http.Caller;
import io.logcast.node.http.Callers;
import io.logcast.node.http.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Asks the validators of micronaut-security, one after the other, as its own filter does for requests; and then the forms of
 * other services. A token that is signed as ours are but lacks a claim may still be one of theirs: the same secret may sign both.
 */
@Singleton
final class ValidatedTokens implements Tokens {

    private final List<TokenValidator<HttpRequest<?>>> validators;
    private final List<TokenForm> forms;

    ValidatedTokens(List<TokenValidator<HttpRequest<?>>> validators, List<TokenForm> forms) {
        this.validators = validators;
        this.forms = forms;
    }

    @Override
    public CompletionStage<Optional<Caller>> callerOf(String token, NamespaceRule rule) {
        return firstOf(validators, validator -> ofValidator(validator, token)).thenCompose(known -> {
            try {
                Optional<Caller> own = known.map(Callers::of);
                return own.isPresent() ? completedFuture(own) : ofForms(token, rule);
            } catch (ProblemException missingClaim) {
                return ofForms(token, rule)
                        .thenCompose(other -> other.isPresent() ? completedFuture(other) : failedFuture(missingClaim));
            }
        });
    }

    private CompletionStage<Optional<Caller>> ofForms(String token, NamespaceRule rule) {
        return firstOf(forms, form -> form.callerOf(token, rule));
    }

    private static <A, T> CompletionStage<Optional<T>> firstOf(
            List<A> all, Function<A, CompletionStage<Optional<T>>> question) {
        CompletionStage<Optional<T>> found = completedFuture(Optional.empty());
        for (A one : all) {
            found = found.thenCompose(known -> known.isPresent() ? completedFuture(known) : question.apply(one));
        }
        return found;
    }

    private static CompletionStage<Optional<Authentication>> ofValidator(
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
