package io.logcast.node.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;

/**
 * The key that tokens are signed with. Looked at when the process starts: micronaut-security itself would find a missing
 * one at the first request, and answer 500. A service that serves health only needs none.
 *
 * @param secret at least {@value #MIN_BYTES} bytes, as RFC 7518 section 3.2 demands for HS256
 */
@Context
@Requires(property = "micronaut.security.enabled", notEquals = "false")
@ConfigurationProperties("micronaut.security.token.jwt.signatures.secret.generator")
record TokenSecret(@Nullable String secret) {

    static final int MIN_BYTES = 32;

    TokenSecret {
        int bytes = secret == null ? 0 : secret.getBytes(UTF_8).length;
        if (bytes < MIN_BYTES) {
            throw new InvalidField("LOGCAST_JWT_SECRET", "must have at least " + MIN_BYTES + " bytes, it has " + bytes);
        }
    }

    /** Never the secret: records print their components. */
    @Override
    public String toString() {
        return "TokenSecret[…]";
    }
}
