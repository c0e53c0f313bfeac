package io.logcast.gateway.profile.adsp;

import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.core.annotation.Nullable;
import java.net.URI;

/**
 * A realm whose tokens are taken ({@code logcast.profiles.adsp.issuers}, a list).
 *
 * @param issuer as its tokens name it
 * @param tenant whose realm that is; {@code core} for the realm of the platform itself
 * @param name of the tenant, as clients name it; default: {@code tenant}
 * @param id of the tenant, as clients have it in URNs; default: {@code tenant}
 * @param secret that it signs with; or
 * @param jwks where its keys are, an http or https address
 */
@EachProperty(value = IssuerSettings.KEY, list = true)
record IssuerSettings(
        @Nullable String issuer,
        @Nullable String tenant,
        @Nullable String name,
        @Nullable String id,
        @Nullable String secret,
        @Nullable String jwks) {

    static final String KEY = AdspSettings.PREFIX + ".issuers";

    IssuerSettings {
        require(issuer != null && !issuer.isBlank(), "issuer", "is required");
        require((secret == null) != (jwks == null), "secret", "or jwks is required, and not both");
        if (secret != null) {
            require(!secret.isEmpty(), "secret", "must have at least 32 bytes");
            AdspSettings.requireSecret(KEY + ".secret", secret);
        }
        require(jwks == null || isHttp(jwks), "jwks", "must be an http or https address");
        tenantOf(tenant);
        name = name == null ? tenant : name;
        id = id == null ? tenant : id;
    }

    TenantId tenantId() {
        return new TenantId(tenant);
    }

    private static void tenantOf(String tenant) {
        try {
            new TenantId(tenant);
        } catch (InvalidField e) {
            throw e.within(KEY);
        }
    }

    private static boolean isHttp(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean holds, String name, String rule) {
        if (!holds) {
            throw new InvalidField(KEY + "." + name, rule);
        }
    }

    /** Never the secret: records print their components. */
    @Override
    public String toString() {
        return "IssuerSettings[issuer=" + issuer + ", tenant=" + tenant + "]";
    }
}
