package io.logcast.standalone.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that signs development tokens: {@code LOGCAST_JWT_SECRET}, else one that the data folder got when it was new.
 * Two platforms on one machine do not take each other's tokens, and a token outlives a restart.
 */
public final class DevelopmentSecret {

    private static final int BYTES = 48;

    private DevelopmentSecret() {}

    public static String of(Path data) throws IOException {
        String configured = System.getenv("LOGCAST_JWT_SECRET");
        if (configured != null && !configured.isEmpty()) {
            return configured;
        }
        Path file = data.resolve("development-secret");
        if (Files.notExists(file)) {
            create(file);
        }
        return Files.readString(file);
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(file.getParent(), "secret", null, ownerOnly());
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        // A reader sees the whole secret or none.
        Files.move(draft, file);
    }

    private static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }
}
