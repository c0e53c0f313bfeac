package io.logcast.standalone.token;

import io.logcast.standalone.arguments.UsageError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private static final int MIN_BYTES = 32;

    private DevelopmentSecret() {}

    public static String of(Path data) throws IOException {
        String configured = System.getenv("LOGCAST_JWT_SECRET");
        if (configured != null && !configured.isEmpty()) {
            return longEnough(configured);
        }
        Path file = data.resolve("development-secret");
        if (Files.notExists(file)) {
            create(file);
        }
        return Files.readString(file);
    }

    /** RFC 7518 section 3.2, for HS256. */
    private static String longEnough(String secret) {
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < MIN_BYTES) {
            throw new UsageError("LOGCAST_JWT_SECRET must have at least " + MIN_BYTES + " bytes, it has " + bytes);
        }
        return secret;
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
