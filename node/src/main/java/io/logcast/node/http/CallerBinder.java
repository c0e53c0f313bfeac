package io.logcast.node.http;

import io.micronaut.core.bind.ArgumentBinder;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;

/** Lets a controller method ask for the {@link Caller}. Postponed, because the security filter must have run. */
@Singleton
final class CallerBinder implements TypedRequestArgumentBinder<Caller>, PostponedRequestArgumentBinder<Caller> {

    @Override
    public Argument<Caller> argumentType() {
        return Argument.of(Caller.class);
    }

    @Override
    public ArgumentBinder.BindingResult<Caller> bind(
            ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
        return () -> request.getUserPrincipal(Authentication.class).map(Callers::of);
    }
}
