package io.logcast.gateway.namespace;

import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which namespaces there are: those that are configured, and one for each tenant. Keeps nothing of names that are asked for. */
public final class NamespaceRules {

    private final Map<String, NamespaceRule> fixed;
    private final boolean ofTenants;

    /** @param ofTenants whether {@code /{tenant}} is a namespace, for every tenant */
    public NamespaceRules(Collection<NamespaceRule> fixed, boolean ofTenants) {
        this.fixed = fixed.stream().collect(Collectors.toUnmodifiableMap(NamespaceRule::name, Function.identity()));
        this.ofTenants = ofTenants;
    }

    /** @param name with its slash */
    public Optional<NamespaceRule> find(String name) {
        NamespaceRule rule = fixed.get(name);
        return rule == null && ofTenants ? ofTenant(name) : Optional.ofNullable(rule);
    }

    /** Whether it is there whichever tenants there are. */
    boolean isConfigured(String name) {
        return fixed.containsKey(name);
    }

    public Optional<TenantId> tenantOf(String name) {
        return find(name).map(NamespaceRule::tenant);
    }

    private static Optional<NamespaceRule> ofTenant(String name) {
        try {
            return Optional.of(NamespaceRule.ofTenant(name, new TenantId(name.substring(1))));
        } catch (InvalidField e) {
            return Optional.empty();
        }
    }
}
