package io.logcast.standalone.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.logcast.standalone.arguments.Arguments;
import io.logcast.standalone.arguments.UsageError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenCommandTest {

    @TempDir
    private Path data;

    @Test
    void ours_hasTenantSubjectAndRoles() throws Exception {
        JWTClaimsSet claims = claims("--tenant acme --sub ann --roles a,b");

        assertThat(claims.getClaims())
                .containsKeys("tenant", "sub", "roles", "iat", "exp")
                .hasSize(5);
        assertThat(claims.getStringListClaim("roles")).containsExactly("a", "b");
    }

    @Test
    void acceleratxr_hasTheUserAsText() throws Exception {
        JWTClaimsSet claims = claims("--profile acceleratxr --iss mydomain.com --sub ann --roles a,b");

        assertThat(claims.getStringClaim("profile"))
                .isEqualTo("{\"uid\":\"ann\",\"name\":\"ann\",\"roles\":[\"a\",\"b\"],\"verified\":true}");
        assertThat(claims.getIssuer()).isEqualTo("mydomain.com");
        assertThat(claims.getAudience()).containsExactly("mydomain.com");
    }

    @Test
    void ssenotify_hasApplicationAndUser_andNeedsNoRoles() throws Exception {
        JWTClaimsSet claims = claims("--profile ssenotify --iss app --sub 1234 --ttl 5m");

        assertThat(claims.getClaims()).containsOnlyKeys("iss", "sub", "iat", "exp");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void adsp_isForItsServices() throws Exception {
        JWTClaimsSet claims = claims("--profile adsp --iss dev --sub me --roles stream-listener");

        assertThat(claims.getAudience()).contains("urn:ads:platform:push-service");
        assertThat(claims.getJSONObjectClaim("realm_access")).isEqualTo(Map.of("roles", List.of("stream-listener")));
        assertThat(claims.getStringClaim("name")).isEqualTo("me");
    }

    @Test
    void whatIsMissingOrUnknown_isNamed() {
        assertRefused("--profile other --iss a --sub b", "--profile must be acceleratxr or ssenotify or adsp");
        assertRefused("--profile adsp --sub b", "--iss is needed");
        assertRefused("--profile adsp --iss a --sub b --tenant c", "there is no option --tenant");
        assertRefused("--sub b --roles a", "--tenant is needed");
    }

    private void assertRefused(String words, String why) {
        assertThatThrownBy(() -> claims(words)).isInstanceOf(UsageError.class).hasMessageContaining(why);
    }

    private JWTClaimsSet claims(String words) throws Exception {
        String token = TokenCommand.of(Arguments.parse(List.of((words + " --data " + data).split(" "))))
                .token();
        SignedJWT jwt = SignedJWT.parse(token);
        byte[] secret = Files.readString(data.resolve("development-secret")).getBytes(StandardCharsets.UTF_8);
        assertThat(jwt.verify(new MACVerifier(secret))).isTrue();
        return jwt.getJWTClaimsSet();
    }
}
