package io.logcast.gateway.profile.adsp;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.node.definition.DefinitionSnapshot;
import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What ADSP calls tenants: by name, "My Tenant" or my-tenant, and by id, alone or in a URN. A tenant of which nothing is
 * configured is called what it is called here.
 */
@Context
final class Tenants {

    private static final String URN = "urn:ads:platform:tenant-service:v2:/tenants/";

    private final Map<String, TenantId> byName;
    private final Map<String, TenantId> byId;
    private final Map<TenantId, String> ids;

    Tenants(List<IssuerSettings> issuers) {
        byName = index(issuers, issuer -> kebab(issuer.name()));
        byId = index(issuers, IssuerSettings::id);
        ids = issuers.stream()
                .collect(toUnmodifiableMap(IssuerSettings::tenantId, IssuerSettings::id, (first, second) -> first));
    }

    /** As events name their tenant. */
    String urn(TenantId tenant) {
        return URN + ids.getOrDefault(tenant, tenant.value());
    }

    /** Empty: nobody has configured it, and it has no stream. */
    Optional<TenantId> named(String name, DefinitionSnapshot definitions) {
        String wanted = kebab(name);
        return Optional.ofNullable(byName.get(wanted))
                .or(() -> definitions.tenants().stream()
                        .filter(tenant -> isCalled(tenant, wanted))
                        .findFirst());
    }

    /** Whether somebody of the tenant means their own by that name. */
    boolean isCalled(TenantId tenant, String name) {
        return kebab(tenant.value()).equals(kebab(name)) || tenant.equals(byName.get(kebab(name)));
    }

    /** @param id or the URN that ends with it */
    TenantId identified(String id) {
        String last = id.substring(id.lastIndexOf('/') + 1);
        try {
            TenantId known = byId.get(last);
            return known == null ? new TenantId(last) : known;
        } catch (InvalidField e) {
            throw AdspRefusal.invalid("tenant must be the id of a tenant, or its URN.");
        }
    }

    private static String kebab(String name) {
        return name.trim().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** A tenant may have several issuers. */
    private static Map<String, TenantId> index(List<IssuerSettings> issuers, Function<IssuerSettings, String> key) {
        return issuers.stream().collect(toUnmodifiableMap(key, IssuerSettings::tenantId, (first, second) -> {
            if (!first.equals(second)) {
                throw new InvalidField(IssuerSettings.KEY, "must not call two tenants by one name or id");
            }
            return first;
        }));
    }
}
