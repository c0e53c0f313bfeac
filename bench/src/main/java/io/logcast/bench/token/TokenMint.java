package io.logcast.bench.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes HS256 tokens (RFC 7519), valid for six hours: ten thousand subscribers have ten thousand of them.
 *
 * @param secret at least 32 bytes
 */
public record TokenMint(String secret) {

    private static final String HEADER = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));
    private static final long LIFETIME_SECONDS = 6 * 3600;

    public TokenMint {
        if (secret.length() < 32) {
            throw new IllegalArgumentException("secret must have at least 32 characters, it has " + secret.length());
        }
    }

    /** @param roles joined by commas */
    public String token(String tenant, String subject, String roles) {
        String names = Arrays.stream(roles.split(",", -1))
                .map(role -> '"' + role + '"')
                .collect(Collectors.joining(","));
        String claims = "{\"tenant\":\"" + tenant + "\",\"sub\":\"" + subject + "\",\"roles\":[" + names + "],\"exp\":"
                + (Instant.now().getEpochSecond() + LIFETIME_SECONDS) + "}";
        String content = HEADER + "." + base64(claims.getBytes(UTF_8));
        return content + "." + base64(mac(content));
    }

    private byte[] mac(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(content.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
