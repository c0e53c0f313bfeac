package io.logcast.gateway.profile.adsp;

import com.nimbusds.jwt.JWTClaimsSet;
import io.logcast.field.InvalidField;
import io.logcast.gateway.profile.adsp.Issuers.Vouched;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Who calls, by a token as Keycloak issues it for a client of ADSP. What is not valid makes nobody of its bearer. */
@Singleton
final class AdspTokens {

    static final String REALM_ROLES = "realm_access";
    static final String CLIENT_ROLES = "resource_access";

    private final Issuers issuers;
    private final Set<String> forStreams;
    private final Set<String> forEvents;

    AdspTokens(Issuers issuers, AdspSettings settings) {
        this.issuers = issuers;
        this.forStreams = Set.of(settings.audience());
        this.forEvents = Set.copyOf(List.of(settings.audience(), settings.eventAudience()));
    }

    /** Who asks for streams. */
    CompletionStage<Optional<AdspUser>> listener(String token) {
        return user(token, forStreams);
    }

    /** Who sends events. */
    CompletionStage<Optional<AdspUser>> sender(String token) {
        return user(token, forEvents);
    }

    /** Whether it has the form of ADSP's, valid or not. */
    boolean isOfTheirs(String token) {
        return issuers.isOfTheirs(token);
    }

    private CompletionStage<Optional<AdspUser>> user(String token, Set<String> services) {
        return issuers.vouched(token)
                .thenApply(vouched -> vouched.filter(genuine -> isFor(genuine.claims(), services))
                        .flatMap(genuine -> user(genuine, services)));
    }

    private static boolean isFor(JWTClaimsSet claims, Set<String> services) {
        return claims.getAudience().stream().anyMatch(services::contains);
    }

    private static Optional<AdspUser> user(Vouched vouched, Set<String> services) {
        JWTClaimsSet claims = vouched.claims();
        try {
            Date expires = claims.getExpirationTime();
            Caller caller = new Caller(
                    vouched.tenant(),
                    claims.getSubject(),
                    roles(claims, services),
                    expires == null ? Instant.MAX : expires.toInstant());
            return Optional.of(new AdspUser(caller, name(claims)));
        } catch (InvalidField e) {
            return Optional.empty();
        }
    }

    private static String name(JWTClaimsSet claims) {
        return Stream.of("name", "preferred_username")
                .map(claims::getClaim)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** Those of the realm, those of each client as {@code client:role}, and those of the service itself by their own name. */
    private static Roles roles(JWTClaimsSet claims, Set<String> services) {
        Set<String> roles = new HashSet<>();
        texts(claims.getClaim(REALM_ROLES)).forEach(roles::add);
        if (claims.getClaim(CLIENT_ROLES) instanceof Map<?, ?> clients) {
            clients.forEach((client, access) -> texts(access).forEach(role -> {
                roles.add(client + ":" + role);
                if (client instanceof String service && services.contains(service)) {
                    roles.add(role);
                }
            }));
        }
        roles.removeIf(AdspTokens::isNone);
        return Roles.of(roles);
    }

    /** One odd role of some other client must not shut its bearer out. */
    private static boolean isNone(String role) {
        try {
            Roles.of(role);
            return false;
        } catch (InvalidField e) {
            return true;
        }
    }

    private static Stream<String> texts(Object access) {
        return access instanceof Map<?, ?> members && members.get("roles") instanceof Collection<?> roles
                ? roles.stream().filter(String.class::isInstance).map(String.class::cast)
                : Stream.empty();
    }
}
