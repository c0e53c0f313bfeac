package io.logcast.gateway.namespace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what clients keep for us: all gateways with the same secret know their own signatures. */
public final class PidKey {

    private static final String ALGORITHM = "HmacSHA256";

    /** The secret may sign tokens as well: one kind of signature must never pass for the other. */
    private static final byte[] PURPOSE = "logcast.socketio.pid.1".getBytes(UTF_8);

    private final SecretKeySpec key;

    private PidKey(byte[] secret) {
        this.key = new SecretKeySpec(mac(new SecretKeySpec(secret, ALGORITHM), PURPOSE), ALGORITHM);
    }

    public static PidKey of(String secret) {
        return new PidKey(secret.getBytes(UTF_8));
    }

    /** Of this process alone. */
    public static PidKey random() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return new PidKey(secret);
    }

    byte[] sign(byte[] text) {
        return mac(key, text);
    }

    boolean signed(byte[] text, byte[] signature) {
        return MessageDigest.isEqual(sign(text), signature);
    }

    private static byte[] mac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
