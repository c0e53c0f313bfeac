package io.logcast.node.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The token in the query parameter {@code token}: an EventSource in a browser cannot send headers. */
@Singleton
final class QueryTokenReader implements TokenReader<HttpRequest<?>> {

    static final String PARAMETER = "token";

    @Override
    public Optional<String> findToken(HttpRequest<?> request) {
        return request.getParameters().getFirst(PARAMETER).filter(token -> !token.isEmpty());
    }

    /** After the header. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
