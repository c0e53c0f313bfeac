package io.logcast.gateway.redis;

import io.logcast.event.TenantId;
import java.util.Optional;

/** Whose a namespace is. */
@FunctionalInterface
public interface NamespaceTenants {

    /** @param namespace with its slash */
    Optional<TenantId> tenantOf(String namespace);
}
