package io.logcast.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HS256 tokens for tests, made by hand: the tests must not trust the library that the services trust. */
public record Tokens(String secret) {

    /** Long enough for HS256. */
    public static final Tokens DEFAULT = new Tokens("a-secret-for-tests-that-has-more-than-32-bytes");

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    /** Valid for an hour. */
    public String token(String tenant, String subject, String... roles) {
        return token(Duration.ofHours(1), tenant, subject, roles);
    }

    /** @param lifetime from now on; negative for one that has expired */
    public String token(Duration lifetime, String tenant, String subject, String... roles) {
        String names = List.of(roles).stream().map(role -> "\"" + role + "\"").collect(Collectors.joining(","));
        return sign("{\"tenant\":\"%s\",\"sub\":\"%s\",\"roles\":[%s],\"exp\":%d}"
                .formatted(tenant, subject, names, Instant.now().plus(lifetime).getEpochSecond()));
    }

    /** Any claims. */
    public String sign(String claims) {
        String content = base64(HEADER.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
        return content + "." + base64(mac(content));
    }

    private byte[] mac(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(content.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
