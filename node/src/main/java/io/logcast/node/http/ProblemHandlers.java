package io.logcast.node.http;

import io.logcast.field.InvalidField;
import io.logcast.json.MalformedJson;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Which exceptions are refusals, and which problem each is. Everything else is {@link ProblemProcessor}'s. */
@Factory
final class ProblemHandlers {

    @Singleton
    ExceptionHandler<ProblemException, HttpResponse<byte[]>> problem() {
        return (request, refusal) -> ProblemResponses.of(refusal.problem());
    }

    @Singleton
    ExceptionHandler<InvalidField, HttpResponse<byte[]>> invalidField() {
        return (request, refusal) -> ProblemResponses.of(Problem.of(refusal));
    }

    @Singleton
    ExceptionHandler<MalformedJson, HttpResponse<byte[]>> malformedJson() {
        return (request, refusal) ->
                ProblemResponses.of(Problem.of(ProblemCode.MALFORMED_JSON, "body " + refusal.getMessage())
                        .at("body"));
    }
}
