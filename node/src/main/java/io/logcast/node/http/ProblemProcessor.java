package io.logcast.node.http;

import io.logcast.field.InvalidField;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the errors that Micronaut finds by itself (404, 405, 413, 415, 401, 403, 500 …) as problems. */
@Singleton
final class ProblemProcessor implements ErrorResponseProcessor<byte[]> {

    private final long maxBody;

    ProblemProcessor(HttpServerConfiguration server) {
        this.maxBody = server.getMaxRequestSize();
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        return ProblemResponses.write(problem(context, response), response);
    }

    private Problem problem(ErrorContext context, MutableHttpResponse<?> response) {
        return switch (HttpStatus.valueOf(response.code())) {
            case UNAUTHORIZED -> Problem.of(ProblemCode.UNAUTHENTICATED, "Authorization: Bearer <token> is needed");
            case FORBIDDEN -> Problem.of(ProblemCode.MISSING_ROLE, "the token does not hold a role that is needed");
            case NOT_FOUND -> Problem.of(ProblemCode.NOT_FOUND, "there is nothing at this address");
            case REQUEST_ENTITY_TOO_LARGE ->
                Problem.of(ProblemCode.TOO_LARGE, "body must have at most " + maxBody + " bytes")
                        .at("body")
                        .limitedTo(maxBody);
            // Its message may be the inside of a failure; the log has it.
            case INTERNAL_SERVER_ERROR ->
                Problem.of(
                        ProblemCode.INTERNAL,
                        "the request could not be processed; the log of the service has the cause");
            default ->
                context.getRootCause()
                        .flatMap(ProblemProcessor::ofArgument)
                        .orElseGet(() ->
                                Problem.ofStatus(response.code(), response.reason(), messages(context, response)));
        };
    }

    /** A parameter or body that Micronaut could not bind. Its own message tells of Java types, and of Jackson. */
    private static Optional<Problem> ofArgument(Throwable cause) {
        if (cause instanceof UnsatisfiedRouteException missing) {
            return Optional.of(Problem.of(new InvalidField(missing.getArgument().getName(), "is required")));
        }
        if (cause instanceof ConversionErrorException wrong) {
            String type = wrong.getArgument().getType().getSimpleName();
            return Optional.of(
                    Problem.of(new InvalidField(wrong.getArgument().getName(), "must be of the type " + type)));
        }
        return Optional.empty();
    }

    private static String messages(ErrorContext context, MutableHttpResponse<?> response) {
        String messages = context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        return messages.isEmpty() ? response.reason() : messages;
    }
}
