package io.logcast.node.http;

import static java.util.Objects.requireNonNull;

import io.logcast.event.TenantId;
import io.logcast.field.Text;
import io.logcast.stream.Roles;
import java.time.Instant;

/**
 * Who calls, by the token that came with the request.
 *
 * @param subject the token's {@code sub}
 * @param expires when the token ends; {@link Instant#MAX} if it never does
 */
public record Caller(TenantId tenant, String subject, Roles roles, Instant expires) {

    public static final int MAX_SUBJECT = 256;

    public Caller {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(roles, "roles is null");
        requireNonNull(expires, "expires is null");
        Text.required("sub", subject, MAX_SUBJECT);
    }

    /** Ends the request with 403 unless the caller holds one of the roles. */
    public Caller requireAny(Roles wanted) {
        if (!wanted.anyOf(roles)) {
            throw new ProblemException(
                    ProblemCode.MISSING_ROLE, "one of these roles is needed: " + String.join(", ", wanted.names()));
        }
        return this;
    }

    /**
     * The tenant that a request names, or the caller's own if it names none (null).
     *
     * @throws ProblemException 403 if the caller may not act for the named tenant
     */
    public TenantId tenantOr(String named) {
        return named == null ? tenant : requireMayActFor(new TenantId(named));
    }

    private TenantId requireMayActFor(TenantId other) {
        if (!tenant.equals(other) && !tenant.equals(TenantId.CORE)) {
            throw Problem.of(ProblemCode.FOREIGN_TENANT, "tenant must be the caller's own, or be left out")
                    .at("tenant")
                    .asException();
        }
        return other;
    }
}
