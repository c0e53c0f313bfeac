package io.logcast.gateway.profile.membersse;

import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What an operator can set ({@code logcast.profiles.membersse}).
 *
 * @param tenant whose users the members are
 * @param open whether everybody is who the header says, as in the original; else tokens of Logcast are needed
 * @param uppercaseTypes whether a type must look like {@code EVENT_TYPE}
 * @param timestamps whether the data is given the time of the event
 */
@Context
@Requires(property = MemberSettings.ENABLED, value = "true")
@ConfigurationProperties(MemberSettings.PREFIX)
record MemberSettings(
        @Bindable(defaultValue = "acme") String tenant,
        @Bindable(defaultValue = "false") boolean open,
        @Bindable(defaultValue = "false") boolean uppercaseTypes,
        @Bindable(defaultValue = "false") boolean timestamps) {

    static final String PREFIX = "logcast.profiles.membersse";
    static final String ENABLED = PREFIX + ".enabled";

    MemberSettings {
        tenantId(tenant);
    }

    TenantId tenantId() {
        return tenantId(tenant);
    }

    private static TenantId tenantId(String text) {
        try {
            return new TenantId(text);
        } catch (InvalidField e) {
            throw e.within(PREFIX);
        }
    }
}
