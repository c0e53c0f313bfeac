package io.logcast.webhook.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.webhook.WebhookSecret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final WebhookSecret OTHER = new WebhookSecret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");

    /** The vector that all libraries of Standard Webhooks are tested with. */
    @Test
    void signature_isThatOfThePublishedVector() {
        assertThat(sign(List.of(SECRET))).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void secondSecret_isAnotherSignatureBehindASpace() {
        assertThat(sign(List.of(OTHER, SECRET)))
                .isEqualTo(sign(List.of(OTHER)) + " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    private static String sign(List<WebhookSecret> secrets) {
        return Signature.of(
                secrets,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(UTF_8));
    }
}
