package io.logcast.gateway.profile.acceleratxr;

import com.nimbusds.jose.JWSAlgorithm;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.door.EnginePaths;
import io.logcast.gateway.namespace.NamespaceRule;
import io.logcast.gateway.profile.HmacTokens;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.Set;

/**
 * What an operator can set about the door of AcceleratXR ({@code logcast.profiles.acceleratxr}).
 *
 * @param namespace with its slash
 * @param tenant whose the namespace is
 * @param secret that the tokens are signed with
 * @param audience that tokens must be for; empty: any
 * @param issuer that they must come from; empty: any
 * @param paths where Engine.IO is served besides, with and without a slash at the end
 */
@ConfigurationProperties(AcceleratxrSettings.PREFIX)
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
public record AcceleratxrSettings(
        @Bindable(defaultValue = "/axr") String namespace,
        @Bindable(defaultValue = "") String tenant,
        @Bindable(defaultValue = "") String secret,
        @Bindable(defaultValue = "") String audience,
        @Bindable(defaultValue = "") String issuer,

        @Bindable(defaultValue = "/notifications,/notifications/socket.io")
        List<String> paths) {

    public static final String PREFIX = "logcast.profiles.acceleratxr";
    public static final String ENABLED = PREFIX + ".enabled";

    /** Everybody, and each user: {@code {user}} is the subject of the token. */
    private static final List<String> ROOMS = List.of("allusers", "{user}");

    /** Each that the libraries of that system take with a secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512);

    public AcceleratxrSettings {
        paths = List.copyOf(paths);
        if (!namespace.startsWith("/")) {
            throw new InvalidField(PREFIX + ".namespace", "must begin with /");
        }
    }

    public NamespaceRule rule() {
        try {
            return new NamespaceRule(namespace, new TenantId(tenant), ROOMS, false);
        } catch (InvalidField e) {
            throw e.within(PREFIX);
        }
    }

    EnginePaths enginePaths() {
        return EnginePaths.of(PREFIX + ".paths", paths);
    }

    HmacTokens tokens() {
        return new HmacTokens(PREFIX + ".secret", secret, ALGORITHMS);
    }

    /** Never the secret: records print their components. */
    @Override
    public String toString() {
        return "AcceleratxrSettings[" + namespace + "]";
    }
}
