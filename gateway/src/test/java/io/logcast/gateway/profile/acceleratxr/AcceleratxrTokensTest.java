package io.logcast.gateway.profile.acceleratxr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.namespace.NamespaceRule;
import io.logcast.json.Json;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemException;
import io.logcast.stream.Roles;
import io.logcast.testkit.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class AcceleratxrTokensTest {

    private static final String ANN =
            "{\"uid\":\"u-1\",\"name\":\"ann\",\"roles\":[\"user\",\"admin\"],\"verified\":true}";
    private static final AcceleratxrSettings SETTINGS = settings("", "");

    @Test
    void profile_isTextOfJson() {
        Caller caller = callerOf(SETTINGS, claims(ANN)).orElseThrow();

        assertThat(caller.tenant().value()).isEqualTo("acme");
        assertThat(caller.subject()).isEqualTo("u-1");
        assertThat(caller.roles()).isEqualTo(Roles.of("user", "admin"));
        assertThat(caller.expires()).isEqualTo(Instant.MAX);
    }

    @Test
    void profile_mayBeCompressed() throws Exception {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        write(new GZIPOutputStream(gzip), ANN);
        write(new DeflaterOutputStream(deflated), ANN);

        for (byte[] small : List.of(gzip.toByteArray(), deflated.toByteArray())) {
            assertThat(callerOf(SETTINGS, compressed(small)).map(Caller::subject))
                    .contains("u-1");
        }
    }

    @Test
    void profile_thatWouldBecomeHuge_isRefused() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        write(new GZIPOutputStream(bomb), " ".repeat(100_000_000));

        assertRefused(compressed(bomb.toByteArray()), "claim profile must have at most 65536 bytes");
    }

    @Test
    void expiry_endsTheStay() {
        long tomorrow = Instant.now().getEpochSecond() + 86_400;

        assertThat(callerOf(SETTINGS, claims(ANN).put("exp", tomorrow)).map(Caller::expires))
                .contains(Instant.ofEpochSecond(tomorrow));
        assertThat(callerOf(SETTINGS, claims(ANN).put("exp", tomorrow - 86_401)))
                .isEmpty();
    }

    @Test
    void audienceAndIssuer_countWhereTheyAreSet() {
        AcceleratxrSettings strict = settings("mydomain.com", "api.mydomain.com");

        assertThat(callerOf(strict, claims(ANN).put("aud", "mydomain.com").put("iss", "api.mydomain.com")))
                .isPresent();
        assertThat(callerOf(strict, claims(ANN).put("aud", "mydomain.com"))).isEmpty();
        assertThat(callerOf(strict, claims(ANN).put("aud", "other").put("iss", "api.mydomain.com")))
                .isEmpty();
    }

    @Test
    void otherTokens_areNoneOfIts() {
        assertThat(callerOf(SETTINGS, Json.object().put("sub", "ann"))).isEmpty();
        assertThat(callerOf(
                        SETTINGS,
                        "/axr",
                        new Tokens("x".repeat(40)).sign(claims(ANN).toString())))
                .isEmpty();
        assertThat(callerOf(SETTINGS, "/other", Tokens.DEFAULT.sign(claims(ANN).toString())))
                .isEmpty();
        assertThat(callerOf(SETTINGS, "/axr", "no token")).isEmpty();
    }

    @Test
    void claims_thatAreWrong_areNamed() {
        assertRefused(claims("no json"), "claim profile must be JSON");
        assertRefused(Json.object().put("profile", 7), "claim profile must be a text");
        assertRefused(claims("{}"), "claim profile.uid is required");
        assertRefused(claims("{\"uid\":\"u\",\"roles\":[7]}"), "claim profile.roles must be texts");
        assertRefused(claims(ANN).put("compression", "zlib"), "claim profile is not Base64");
        assertRefused(claims("AAAA").put("compression", "zlib"), "claim profile is not compressed");
        assertRefused(claims(ANN).put("compression", "br"), "claim compression must be zlib");
        assertRefused(claims(ANN).put("encryption", true), "claim encryption is not supported");
    }

    private static ObjectNode claims(String profile) {
        return Json.object().put("profile", profile);
    }

    private static ObjectNode compressed(byte[] small) {
        return claims(Base64.getEncoder().encodeToString(small)).put("compression", "zlib");
    }

    private static void write(OutputStream out, String text) throws IOException {
        try (out) {
            out.write(text.getBytes(UTF_8));
        }
    }

    private static void assertRefused(ObjectNode claims, String why) {
        assertThatThrownBy(() -> callerOf(SETTINGS, claims))
                .cause()
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
    }

    private static Optional<Caller> callerOf(AcceleratxrSettings settings, ObjectNode claims) {
        return callerOf(settings, "/axr", Tokens.DEFAULT.sign(claims.toString()));
    }

    private static Optional<Caller> callerOf(AcceleratxrSettings settings, String namespace, String token) {
        NamespaceRule rule = new NamespaceRule(namespace, settings.rule().tenant(), List.of(), false);
        return new AcceleratxrTokens(
                        settings.namespace(),
                        settings.tokens(),
                        settings.audience(),
                        settings.issuer(),
                        Clock.systemUTC())
                .callerOf(token, rule)
                .toCompletableFuture()
                .join();
    }

    private static AcceleratxrSettings settings(String audience, String issuer) {
        return new AcceleratxrSettings(
                "/axr", "acme", Tokens.DEFAULT.secret(), audience, issuer, List.of("/notifications"));
    }
}
