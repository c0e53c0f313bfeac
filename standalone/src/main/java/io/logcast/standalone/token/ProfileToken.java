package io.logcast.standalone.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.logcast.json.Json;
import io.logcast.standalone.arguments.UsageError;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A token as a service that Logcast replaces has issued it. */
record ProfileToken(Form form, String issuer, String subject, List<String> roles, Duration lifetime)
        implements SignedToken {

    ProfileToken {
        requireNonNull(issuer, "issuer is null");
        requireNonNull(subject, "subject is null");
        roles = List.copyOf(roles);
    }

    /** Whose form. */
    enum Form {
        /** The user as JSON text in the claim {@code profile}. */
        ACCELERATXR {
            @Override
            void say(ProfileToken token, JWTClaimsSet.Builder claims) {
                ObjectNode profile = Json.object().put("uid", token.subject()).put("name", token.subject());
                ArrayNode roles = profile.putArray("roles");
                token.roles().forEach(roles::add);
                profile.put("verified", true);
                claims.audience(token.issuer()).claim("profile", new String(Json.bytes(profile), UTF_8));
            }
        },
        /** Who and of which application, and no more. */
        SSENOTIFY {
            @Override
            void say(ProfileToken token, JWTClaimsSet.Builder claims) {
                // The issuer is the application, and the subject its user.
            }
        },
        /** As Keycloak issues it for the push service and the event service; the issuer's last part is the tenant. */
        ADSP {
            @Override
            void say(ProfileToken token, JWTClaimsSet.Builder claims) {
                claims.audience(List.of("urn:ads:platform:push-service", "urn:ads:platform:event-service"))
                        .claim("name", token.subject())
                        .claim("realm_access", Map.of("roles", token.roles()));
            }
        };

        abstract void say(ProfileToken token, JWTClaimsSet.Builder claims);

        static Form named(String name) {
            return Arrays.stream(values())
                    .filter(form -> form.lowerCase().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UsageError("--profile must be "
                            + Arrays.stream(values()).map(Form::lowerCase).collect(Collectors.joining(" or "))));
        }

        private String lowerCase() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String sign(String secret) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
        form.say(this, claims);
        return Claims.sign(claims.build(), secret);
    }
}
