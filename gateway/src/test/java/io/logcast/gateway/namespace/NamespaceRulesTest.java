package io.logcast.gateway.namespace;

import static io.logcast.gateway.Samples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamespaceRulesTest {

    private static final NamespaceRule AXR = new NamespaceRule("/axr", ACME, List.of("allusers", "{user}"), false);
    private final NamespaceRules rules = new NamespaceRules(List.of(AXR), true);

    @Test
    void tenant_hasTheNamespaceOfItsName() {
        assertThat(rules.tenantOf("/My Tenant")).contains(new TenantId("My Tenant"));
        assertThat(rules.tenantOf("/axr")).contains(ACME);
        assertThat(new NamespaceRules(List.of(AXR), false).find("/My Tenant")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/acme/", "/My%20Tenant", "/a/b", "/ä", "/-x", "/a\u0000"})
    void nameOfNoTenant_isNoNamespace(String name) {
        assertThat(rules.find(name)).isEmpty();
    }

    @Test
    void rooms_haveTheUserPutIn() {
        assertThat(AXR.roomsOf(new Caller(ACME, "ann", Roles.NONE, Instant.MAX)))
                .containsExactlyInAnyOrder("allusers", "ann");
    }

    /** Its "ann" is somebody else. */
    @Test
    void rooms_ofACallerOfCore_areNoUsers() {
        assertThat(AXR.roomsOf(new Caller(TenantId.CORE, "ann", Roles.NONE, Instant.MAX)))
                .containsExactly("allusers");
    }

    @Test
    void rule_withoutSlash_isRefused() {
        assertThatThrownBy(() -> new NamespaceRule("axr", ACME, List.of(), false))
                .isInstanceOf(InvalidField.class);
    }
}
