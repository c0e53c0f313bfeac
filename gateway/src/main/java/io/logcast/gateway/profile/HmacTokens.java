package io.logcast.gateway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.logcast.field.InvalidField;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/** Reads tokens that are signed with a shared secret (RFC 7518, 3.2). {@code exp} and {@code nbf} count where they are. */
public final class HmacTokens {

    static final int MIN_BYTES = 32;

    /** For HS512 nimbus wants that many. Who signs elsewhere, with the same secret for all three, need not have them. */
    private static final int ENOUGH_BYTES = 64;

    private final MACVerifier verifier;
    private final Set<JWSAlgorithm> taken;

    /**
     * @param setting that the secret comes from, to name it if it is too short
     * @param taken of HS256, HS384 and HS512; anything else, {@code none} above all, is never taken
     */
    public HmacTokens(String setting, String secret, Set<JWSAlgorithm> taken) {
        this.taken = Set.copyOf(taken);
        byte[] key = secret.getBytes(UTF_8);
        if (key.length < MIN_BYTES) {
            throw new InvalidField(setting, "must have at least " + MIN_BYTES + " bytes");
        }
        try {
            // HMAC itself fills a short key up with zeros, to 64 bytes or more: the signatures stay the same.
            verifier = new MACVerifier(Arrays.copyOf(key, Math.max(key.length, ENOUGH_BYTES)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a valid token says; empty for any other text. */
    public Optional<JWTClaimsSet> claims(String token, Instant now) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean genuine = taken.contains(jwt.getHeader().getAlgorithm()) && jwt.verify(verifier);
            return genuine
                    ? Optional.of(jwt.getJWTClaimsSet()).filter(claims -> isCurrent(claims, now))
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static boolean isCurrent(JWTClaimsSet claims, Instant now) {
        Date begins = claims.getNotBeforeTime();
        Date ends = claims.getExpirationTime();
        return (begins == null || !now.isBefore(begins.toInstant()))
                && (ends == null || now.isBefore(ends.toInstant()));
    }
}
