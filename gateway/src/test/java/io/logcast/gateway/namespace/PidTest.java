package io.logcast.gateway.namespace;

import static io.logcast.gateway.Samples.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.cursor.Cursor;
import io.logcast.event.TenantId;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PidTest {

    private static final PidKey KEY = PidKey.of("0123456789abcdef0123456789abcdef");
    private static final Pid PID =
            new Pid("sssssssssssssssssss1", "iiiiiiiiiiiiiiiiiii1", "/acme", ACME, "ann", Cursor.parse("k3:7-18430"));

    /** Clients hold these: when this fails, nobody is recovered by the next version. */
    private static final String SIGNED =
            "MQpzc3Nzc3Nzc3Nzc3Nzc3Nzc3NzMQppaWlpaWlpaWlpaWlpaWlpaWlpMQovYWNtZQphY21lCmFubgprMzo3LTE4NDMw"
                    + ".gJkbXhzUAzgaD1snSnIYPe1PTAVHtAhmsjg6ZiMHMds";

    @Test
    void signed_isForEver() {
        assertThat(PID.signed(KEY)).isEqualTo(SIGNED);
        assertThat(Pid.verified(SIGNED, KEY)).contains(PID);
    }

    @Test
    void verified_changedAnywhere_isNone() {
        assertThat(IntStream.range(0, SIGNED.length())
                        .mapToObj(at -> SIGNED.substring(0, at)
                                + (SIGNED.charAt(at) == 'A' ? 'B' : 'A')
                                + SIGNED.substring(at + 1))
                        // The last character carries bits that mean nothing.
                        .limit(SIGNED.length() - 1L)
                        .filter(forged -> Pid.verified(forged, KEY).isPresent()))
                .isEmpty();
    }

    @Test
    void verified_withAnotherKey_isNone() {
        assertThat(Pid.verified(SIGNED, PidKey.of("0123456789abcdef0123456789abcdeg")))
                .isEmpty();
        assertThat(Pid.verified(SIGNED, PidKey.random())).isEmpty();
    }

    /** As a token would be signed: the purpose is part of the key. */
    @Test
    void verified_signedWithTheBareSecret_isNone() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("0123456789abcdef0123456789abcdef".getBytes(UTF_8), "HmacSHA256"));
        String text = SIGNED.substring(0, SIGNED.indexOf('.'));
        byte[] signature = mac.doFinal(Base64.getUrlDecoder().decode(text));

        assertThat(Pid.verified(
                        text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature), KEY))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "kS_y", "MQ.MQ", "=.=", "\u0000.\u0000"})
    void verified_garbage_isNone(String text) {
        assertThat(Pid.verified(text, KEY)).isEmpty();
        assertThat(Pid.verified("A".repeat(100_000) + "." + text, KEY)).isEmpty();
    }

    @Test
    void session_isNeverTheSame() {
        assertThat(IntStream.range(0, 1000).mapToObj(n -> Pid.newSession()).distinct())
                .hasSize(1000)
                .allMatch(session -> session.matches("[A-Za-z0-9_-]{20}"));
    }

    @Test
    void verified_ofSomebodyWithoutAToken_isTheSame() {
        Pid other = new Pid("s", "i", "/acme", new TenantId("other"), "", Cursor.parse("k3:7-18430"));

        assertThat(Pid.verified(other.signed(KEY), KEY)).contains(other);
    }
}
