package io.logcast.gateway.profile.acceleratxr;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import com.nimbusds.jwt.JWTClaimsSet;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.namespace.NamespaceRule;
import io.logcast.gateway.namespace.TokenForm;
import io.logcast.gateway.profile.HmacTokens;
import io.logcast.node.http.Caller;
import io.logcast.node.http.Problem;
import io.logcast.node.http.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tokens of AcceleratXR's services, in the namespace of the profile and nowhere else. */
final class AcceleratxrTokens implements TokenForm {

    private final String namespace;
    private final HmacTokens tokens;
    private final String audience;
    private final String issuer;
    private final Clock clock;

    /**
     * @param audience that a token must be for; empty: any
     * @param issuer that it must come from; empty: any
     */
    AcceleratxrTokens(String namespace, HmacTokens tokens, String audience, String issuer, Clock clock) {
        this.namespace = namespace;
        this.tokens = tokens;
        this.audience = audience;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Optional<Caller>> callerOf(String token, NamespaceRule rule) {
        if (!rule.name().equals(namespace)) {
            return completedFuture(Optional.empty());
        }
        try {
            return completedFuture(tokens.claims(token, clock.instant())
                    .filter(this::isMeant)
                    .map(claims -> caller(claims, rule.tenant())));
        } catch (InvalidField e) {
            return failedFuture(Problem.of(ProblemCode.INVALID_CLAIM, "claim " + e.getMessage())
                    .at(e.field())
                    .asException());
        }
    }

    private boolean isMeant(JWTClaimsSet claims) {
        return claims.getClaim(ProfileClaim.NAME) != null
                && (audience.isEmpty() || claims.getAudience().contains(audience))
                && (issuer.isEmpty() || issuer.equals(claims.getIssuer()));
    }

    private static Caller caller(JWTClaimsSet claims, TenantId tenant) {
        ProfileClaim profile = ProfileClaim.of(claims);
        Date ends = claims.getExpirationTime();
        return new Caller(tenant, profile.uid(), profile.roles(), ends == null ? Instant.MAX : ends.toInstant());
    }
}
