package io.logcast.gateway.app;

import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * TLS on the port of the gateway ({@code logcast.tls}). Micronaut reads the files, and reads them again when they change:
 * new connections get the new certificate.
 *
 * @param enabled whether connections are encrypted; then none is served in the clear
 * @param certificate a PEM file with the chain
 * @param key a PEM file with the private key
 */
@Context
@ConfigurationProperties("logcast.tls")
record TlsSettings(
        @Bindable(defaultValue = "false") boolean enabled,
        @Bindable(defaultValue = "") String certificate,
        @Bindable(defaultValue = "") String key) {

    TlsSettings {
        if (enabled) {
            requireFile("logcast.tls.certificate", certificate);
            requireFile("logcast.tls.key", key);
        } else if (!certificate.isEmpty()) {
            // Whoever names a certificate does not mean to be served in the clear.
            throw new InvalidField("logcast.tls.enabled", "must be true where logcast.tls.certificate is given");
        }
    }

    private static void requireFile(String setting, String path) {
        if (path.isEmpty()) {
            throw new InvalidField(setting, "is required where logcast.tls.enabled is true");
        }
        // Its folder is watched, so the path must name one.
        if (!Path.of(path).isAbsolute() || !Files.isReadable(Path.of(path))) {
            throw new InvalidField(setting, "must be the absolute path of a file that can be read");
        }
    }
}
