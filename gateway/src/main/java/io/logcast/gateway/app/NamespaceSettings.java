package io.logcast.gateway.app;

import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.namespace.NamespaceRule;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A namespace of Socket.IO besides those of the tenants ({@code logcast.gateway.socketio.namespaces}, a list).
 *
 * @param name with its slash
 * @param tenant whose it is
 * @param rooms joined on connect; in {@code {user}} the subject of the token is put
 */
@EachProperty(value = NamespaceSettings.KEY, list = true)
record NamespaceSettings(
        @Nullable String name,
        @Nullable String tenant,
        @Nullable List<String> rooms) {

    static final String KEY = "logcast.gateway.socketio.namespaces";

    NamespaceRule rule() {
        try {
            return new NamespaceRule(name, new TenantId(tenant), rooms == null ? List.of() : rooms, false);
        } catch (InvalidField e) {
            throw e.within(KEY);
        }
    }
}
