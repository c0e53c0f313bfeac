package io.logcast.gateway.profile.ssenotify;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.profile.HmacTokens;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who calls, by the token in the header {@code Authorization}, or in the parameter of that name. At the start: a bad secret stops it. */
@Context
@Requires(property = NotifySettings.ENABLED, value = "true")
final class NotifyTokens {

    /**
     * Who it is of.
     *
     * @param lifetime how long it is valid from now on; null: for ever
     */
    record Token(NotifyUser user, Duration lifetime) {}

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";
    private static final Set<JWSAlgorithm> TAKEN = Set.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512);

    private final HmacTokens tokens;

    NotifyTokens(NotifySettings settings) {
        tokens = new HmacTokens(NotifySettings.SECRET, settings.secret(), TAKEN);
    }

    /** Empty for whatever is not acceptable: the original does not tell what it is either. */
    Optional<Token> of(HttpRequest<?> request) {
        Instant now = Instant.now();
        return text(request).flatMap(text -> tokens.claims(text, now)).flatMap(claims -> token(claims, now));
    }

    private static Optional<String> text(HttpRequest<?> request) {
        String header = request.getHeaders().get(AUTHORIZATION);
        return header == null || header.isEmpty()
                ? request.getParameters().getFirst(AUTHORIZATION)
                : Optional.of(header)
                        .filter(text -> text.startsWith(BEARER))
                        .map(text -> text.substring(BEARER.length()));
    }

    private static Optional<Token> token(JWTClaimsSet claims, Instant now) {
        try {
            NotifyUser user = new NotifyUser(new TenantId(claims.getIssuer()), claims.getSubject());
            return Optional.of(new Token(user, lifetime(claims, now)));
        } catch (InvalidField e) {
            return Optional.empty();
        }
    }

    private static Duration lifetime(JWTClaimsSet claims, Instant now) {
        return claims.getExpirationTime() == null
                ? null
                : Duration.between(now, claims.getExpirationTime().toInstant());
    }
}
