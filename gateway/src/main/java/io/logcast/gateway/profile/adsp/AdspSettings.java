package io.logcast.gateway.profile.adsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What an operator can set about the doors of ADSP ({@code logcast.profiles.adsp}); its issuers are {@link IssuerSettings}.
 *
 * @param audience that a token must be for, and whose roles count by their own name
 * @param eventAudience the same for sending events, besides {@code audience}
 * @param secret for development: signs tokens of any issuer, whose tenant is the last part of its address; empty: none
 * @param anonymous whether sockets without a token are received as ADSP's
 */
@Context
@ConfigurationProperties(AdspSettings.PREFIX)
record AdspSettings(
        @Bindable(defaultValue = "urn:ads:platform:push-service")
        String audience,

        @Bindable(defaultValue = "urn:ads:platform:event-service")
        String eventAudience,

        @Bindable(defaultValue = "") String secret,
        @Bindable(defaultValue = "false") boolean anonymous) {

    static final String PREFIX = "logcast.profiles.adsp";
    static final String SECRET = PREFIX + ".secret";

    private static final int MIN_SECRET_BYTES = 32;

    AdspSettings {
        requireText("audience", audience);
        requireText("event-audience", eventAudience);
        requireSecret(SECRET, secret);
    }

    /** @param secret empty for none */
    static void requireSecret(String setting, String secret) {
        int bytes = secret.getBytes(UTF_8).length;
        if (bytes > 0 && bytes < MIN_SECRET_BYTES) {
            throw new InvalidField(setting, "must have at least " + MIN_SECRET_BYTES + " bytes, it has " + bytes);
        }
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new InvalidField(PREFIX + "." + name, "is required");
        }
    }

    /** Never the secret: records print their components. */
    @Override
    public String toString() {
        return "AdspSettings[audience=" + audience + ", eventAudience=" + eventAudience + ", anonymous=" + anonymous
                + "]";
    }
}
