package io.logcast.webhook;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.security.SecureRandom;
import java.util.Base64;

/** What a receiver checks signatures with, as Standard Webhooks writes it: {@code whsec_} and 24 to 64 bytes in base64. */
public record WebhookSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final int MADE_BYTES = 32;
    private static final String RULE =
            "must be " + PREFIX + " and " + MIN_BYTES + " to " + MAX_BYTES + " bytes in base64";

    public WebhookSecret {
        Text.required("secret", text, 200);
        if (!text.startsWith(PREFIX)) {
            throw new InvalidField("secret", RULE);
        }
        int bytes = decoded(text).length;
        if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
            throw new InvalidField("secret", RULE);
        }
    }

    /** A new one of 32 random bytes. */
    public static WebhookSecret make(SecureRandom random) {
        byte[] bytes = new byte[MADE_BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** The key of the HMAC. */
    public byte[] key() {
        return decoded(text);
    }

    /** Never the secret: records print their components. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new InvalidField("secret", RULE);
        }
    }
}
