package io.logcast.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logcast.event.TenantId;
import io.logcast.stream.Roles;
import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {

    private static final Instant END = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void caller_isReadFromTheClaims() {
        Caller caller = Callers.of(
                Authentication.build("ann", List.of("b", "a"), Map.of("tenant", "acme", "exp", Date.from(END))));

        assertThat(caller).isEqualTo(new Caller(new TenantId("acme"), "ann", Roles.of("a", "b"), END));
    }

    @Test
    void expires_noClaim_isNever() {
        Caller caller = Callers.of(Authentication.build("ann", Map.of("tenant", "acme")));

        assertThat(caller.expires()).isEqualTo(Instant.MAX);
    }

    @Test
    void tenant_missing_is403NamingTheClaim() {
        Problem problem = refused(Authentication.build("ann"));

        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem.detail()).isEqualTo("claim tenant is required");
        assertThat(problem.field()).isEqualTo("tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "-a", "a\nb"})
    void tenant_invalid_is403NamingTheClaim(String tenant) {
        assertThat(refused(Authentication.build("ann", Map.of("tenant", tenant)))
                        .detail())
                .startsWith("claim tenant ");
    }

    @Test
    void tenant_noText_is403NamingTheClaim() {
        assertThat(refused(Authentication.build("ann", Map.of("tenant", 7))).detail())
                .isEqualTo("claim tenant must be a string");
    }

    @Test
    void tenantOr_foreignTenant_isForCoreOnly() {
        TenantId acme = new TenantId("acme");
        Caller own = new Caller(acme, "ann", Roles.NONE, END);
        Caller core = new Caller(TenantId.CORE, "ann", Roles.NONE, END);

        assertThat(own.tenantOr(null)).isEqualTo(acme);
        assertThat(own.tenantOr("acme")).isEqualTo(acme);
        assertThat(core.tenantOr("acme")).isEqualTo(acme);
        assertThat(catchThrowableOfType(ProblemException.class, () -> own.tenantOr("other"))
                        .problem()
                        .status())
                .isEqualTo(403);
    }

    private static Problem refused(Authentication authentication) {
        return catchThrowableOfType(ProblemException.class, () -> Callers.of(authentication))
                .problem();
    }
}
