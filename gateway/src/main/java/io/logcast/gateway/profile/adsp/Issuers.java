package io.logcast.gateway.profile.adsp;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.profile.HmacTokens;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/** Whose tokens are taken, and which tenant each issuer speaks for. */
@Context
final class Issuers {

    private static final Set<JWSAlgorithm> HMAC = Set.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512);

    private final Map<String, Issuer> configured;
    /** Null: there is none, and other issuers than the configured ones are not taken. */
    private final Check ofDevelopment;

    Issuers(
            AdspSettings settings,
            List<IssuerSettings> issuers,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        configured = issuers.stream()
                .collect(toUnmodifiableMap(IssuerSettings::issuer, one -> issuer(one, blocking), (one, same) -> {
                    throw new InvalidField(IssuerSettings.KEY, "must not name an issuer twice");
                }));
        ofDevelopment = settings.secret().isEmpty() ? null : ofSecret(AdspSettings.SECRET, settings.secret());
    }

    /** What a genuine token that has not ended says; empty for any other text. */
    CompletionStage<Optional<Vouched>> vouched(String token) {
        Optional<Issuer> issuer = claimed(token).flatMap(claims -> issuer(claims.getIssuer()));
        return issuer.isEmpty()
                ? completedFuture(Optional.empty())
                : issuer.get()
                        .check()
                        .claims(token)
                        .thenApply(genuine -> genuine.map(
                                claims -> new Vouched(claims, issuer.get().tenant())));
    }

    /**
     * Whether somebody who shows this comes with a token of ADSP's, valid or not: it is of an issuer that is configured; or it
     * looks like Keycloak's and not like Logcast's, where any issuer is taken.
     */
    boolean isOfTheirs(String token) {
        return claimed(token)
                .filter(claims -> claims.getIssuer() != null
                        && (configured.containsKey(claims.getIssuer())
                                || (ofDevelopment != null && isLikeTheirs(claims))))
                .isPresent();
    }

    private static boolean isLikeTheirs(JWTClaimsSet claims) {
        boolean hasTheirRoles =
                claims.getClaim(AdspTokens.REALM_ROLES) != null || claims.getClaim(AdspTokens.CLIENT_ROLES) != null;
        return hasTheirRoles && claims.getClaim("tenant") == null;
    }

    /** What it says, true or not. */
    private static Optional<JWTClaimsSet> claimed(String token) {
        try {
            return Optional.of(SignedJWT.parse(token).getJWTClaimsSet());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private Optional<Issuer> issuer(String name) {
        if (name == null) {
            return Optional.empty();
        }
        Issuer known = configured.get(name);
        return known != null || ofDevelopment == null
                ? Optional.ofNullable(known)
                : tenantIn(name).map(tenant -> new Issuer(tenant, ofDevelopment));
    }

    /** {@code acme}, or the last part of {@code https://access.example/auth/realms/acme}. */
    private static Optional<TenantId> tenantIn(String issuer) {
        String address = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            return Optional.of(new TenantId(address.substring(address.lastIndexOf('/') + 1)));
        } catch (InvalidField e) {
            return Optional.empty();
        }
    }

    private static Issuer issuer(IssuerSettings settings, ExecutorService blocking) {
        return new Issuer(
                settings.tenantId(),
                settings.secret() == null
                        ? new RealmKeys(settings.jwks(), blocking)
                        : ofSecret(IssuerSettings.KEY + ".secret", settings.secret()));
    }

    private static Check ofSecret(String setting, String secret) {
        HmacTokens tokens = new HmacTokens(setting, secret, HMAC);
        return token -> completedFuture(tokens.claims(token, Instant.now()));
    }

    /**
     * A genuine token.
     *
     * @param tenant that its issuer speaks for
     */
    record Vouched(JWTClaimsSet claims, TenantId tenant) {}

    private record Issuer(TenantId tenant, Check check) {}

    /** Whether a token is what it says. */
    @FunctionalInterface
    interface Check {

        /** Empty if it is not genuine, or has ended. */
        CompletionStage<Optional<JWTClaimsSet>> claims(String token);
    }
}
