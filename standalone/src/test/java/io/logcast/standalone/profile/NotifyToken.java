package io.logcast.standalone.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.testkit.Tokens;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as other services than Logcast make them, by hand. */
final class NotifyToken {

    private NotifyToken() {}

    static String of(String application, String user) {
        return hmac("HS256", claims(application, user));
    }

    static String claims(String application, String user) {
        return "{\"sub\":\"%s\",\"iss\":\"%s\",\"iat\":1725895592}".formatted(user, application);
    }

    /** @param algorithm HS256, HS384 or HS512 */
    static String hmac(String algorithm, String claims) {
        return hmac(algorithm, claims, Tokens.DEFAULT.secret());
    }

    static String hmac(String algorithm, String claims, String secret) {
        String content = content(algorithm, claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), mac.getAlgorithm()));
            return content + "." + base64(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(String claims) {
        return content("none", claims) + ".";
    }

    static String rsa(String claims) throws GeneralSecurityException {
        String content = content("RS256", claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());
        signature.update(content.getBytes(UTF_8));
        return content + "." + base64(signature.sign());
    }

    private static String content(String algorithm, String claims) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
        return base64(header.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
