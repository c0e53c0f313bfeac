package io.logcast.gateway.profile.acceleratxr;

import io.logcast.gateway.door.EnginePaths;
import io.logcast.gateway.namespace.NamespaceRule;
import io.logcast.gateway.namespace.TokenForm;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What Socket.IO has to know of the profile. */
@Factory
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
final class AcceleratxrFactory {

    @Singleton
    NamespaceRule acceleratxrNamespace(AcceleratxrSettings settings) {
        return settings.rule();
    }

    @Singleton
    EnginePaths acceleratxrPaths(AcceleratxrSettings settings) {
        return settings.enginePaths();
    }

    @Singleton
    TokenForm acceleratxrTokens(AcceleratxrSettings settings) {
        return new AcceleratxrTokens(
                settings.namespace(), settings.tokens(), settings.audience(), settings.issuer(), Clock.systemUTC());
    }
}
