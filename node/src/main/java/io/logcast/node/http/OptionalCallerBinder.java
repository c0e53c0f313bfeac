package io.logcast.node.http;

import io.micronaut.core.bind.ArgumentBinder;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Lets a controller method that strangers may call ask for the {@link Caller}, if there is one. */
@Singleton
final class OptionalCallerBinder
        implements TypedRequestArgumentBinder<Optional<Caller>>, PostponedRequestArgumentBinder<Optional<Caller>> {

    @Override
    public Argument<Optional<Caller>> argumentType() {
        return Argument.optionalOf(Caller.class);
    }

    @Override
    public ArgumentBinder.BindingResult<Optional<Caller>> bind(
            ArgumentConversionContext<Optional<Caller>> context, HttpRequest<?> request) {
        Optional<Caller> caller = request.getUserPrincipal(Authentication.class).map(Callers::of);
        return () -> Optional.of(caller);
    }
}
