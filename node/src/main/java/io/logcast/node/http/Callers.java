package io.logcast.node.http;

import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.stream.Roles;
import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Date;

/** Callers from what the token says. */
public final class Callers {

    private static final String TENANT = "tenant";
    private static final String EXPIRES = "exp";

    private Callers() {}

    /** @throws ProblemException 403 that names the claim which is missing or wrong */
    public static Caller of(Authentication authentication) {
        try {
            return new Caller(
                    new TenantId(text(authentication, TENANT)),
                    authentication.getName(),
                    Roles.of(authentication.getRoles()),
                    expires(authentication.getAttributes().get(EXPIRES)));
        } catch (InvalidField e) {
            throw Problem.of(ProblemCode.INVALID_CLAIM, "claim " + e.getMessage())
                    .at(e.field())
                    .asException();
        }
    }

    private static String text(Authentication authentication, String claim) {
        Object value = authentication.getAttributes().get(claim);
        if (value != null && !(value instanceof String)) {
            throw new InvalidField(claim, "must be a string");
        }
        return (String) value;
    }

    /** Nimbus reads {@code exp} to a Date; other readers leave the number of seconds. */
    private static Instant expires(Object exp) {
        if (exp instanceof Date date) {
            return date.toInstant();
        }
        return exp instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : Instant.MAX;
    }
}
