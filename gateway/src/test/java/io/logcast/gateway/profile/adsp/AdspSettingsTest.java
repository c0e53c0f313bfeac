package io.logcast.gateway.profile.adsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.logcast.node.app.Launch;
import io.logcast.testkit.Tokens;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdspSettingsTest {

    /** The discard port: nothing of ours listens there. */
    private static final int NOBODY = 9;

    private static final String SECRET = Tokens.DEFAULT.secret();

    @Test
    void profile_isThereAsAWhole_orNotAtAll() {
        try (ApplicationContext off = context(Map.of())) {
            assertThat(off.findBean(StreamsController.class)).isEmpty();
            assertThat(off.findBean(AdspReception.class)).isEmpty();
            assertThat(off.findBean(AdspCors.class)).isEmpty();
            assertThat(off.findBean(AdspSettings.class)).isEmpty();
        }
        try (ApplicationContext on = context(Map.of("enabled", true))) {
            assertThat(on.findBean(StreamsController.class)).isPresent();
            assertThat(on.getBean(AdspSettings.class).audience()).isEqualTo("urn:ads:platform:push-service");
        }
    }

    @Test
    void issuers_areAList_andNameTheirTenants() {
        Map<String, Object> acme =
                Map.of("issuer", "a", "tenant", "acme", "name", "Acme Corp", "id", "5f", "secret", SECRET);
        Map<String, Object> core = Map.of("issuer", "c", "tenant", "core", "jwks", "https://access.example/certs");
        try (ApplicationContext on = context(Map.of("enabled", true, "issuers", List.of(acme, core)))) {
            assertThat(on.getBeansOfType(IssuerSettings.class))
                    .extracting(IssuerSettings::name)
                    .containsExactlyInAnyOrder("Acme Corp", "core");
            assertThat(on.getBean(AdspSettings.class).toString()).doesNotContain(SECRET);
            assertThat(on.getBeansOfType(IssuerSettings.class).toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void nonsense_stopsTheStart_andNamesItsSetting() {
        String prefix = "logcast.profiles.adsp.";
        assertThat(refusal(Map.of("secret", "short")))
                .contains(prefix + "secret must have at least 32 bytes, it has 5");
        assertThat(refusal(Map.of("audience", " "))).contains(prefix + "audience is required");
        assertThat(ofIssuer(Map.of("tenant", "a", "secret", SECRET))).contains(prefix + "issuers.issuer is required");
        assertThat(ofIssuer(Map.of("issuer", "i", "secret", SECRET))).contains(prefix + "issuers.tenant is required");
        assertThat(ofIssuer(Map.of("issuer", "i", "tenant", "a")))
                .contains(prefix + "issuers.secret or jwks is required, and not both");
        assertThat(ofIssuer(Map.of("issuer", "i", "tenant", "a", "secret", "short")))
                .contains(prefix + "issuers.secret must have at least 32 bytes, it has 5");
        assertThat(ofIssuer(Map.of("issuer", "i", "tenant", "a", "jwks", "file:///keys")))
                .contains(prefix + "issuers.jwks must be an http or https address");
        Map<String, Object> one = Map.of("issuer", "i", "tenant", "a", "secret", SECRET);
        assertThat(refusal(Map.of("issuers", List.of(one, one))))
                .contains(prefix + "issuers must not name an issuer twice");
        Map<String, Object> other = Map.of("issuer", "j", "tenant", "b", "name", "A", "secret", SECRET);
        assertThat(refusal(Map.of("issuers", List.of(one, other))))
                .contains(prefix + "issuers must not call two tenants by one name or id");
    }

    private static Optional<String> ofIssuer(Map<String, Object> issuer) {
        return refusal(Map.of("issuers", List.of(issuer)));
    }

    private static Optional<String> refusal(Map<String, Object> settings) {
        Map<String, Object> enabled = new HashMap<>(settings);
        enabled.put("enabled", true);
        return Launch.reasonOf(catchThrowable(() -> context(enabled).close()));
    }

    private static ApplicationContext context(Map<String, Object> settings) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "logcast.kafka.bootstrap-servers",
                "127.0.0.1:" + NOBODY,
                "micronaut.security.token.jwt.signatures.secret.generator.secret",
                SECRET));
        settings.forEach((name, value) -> properties.put("logcast.profiles.adsp." + name, value));
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .environments("gateway")
                .properties(properties)
                .start();
    }
}
