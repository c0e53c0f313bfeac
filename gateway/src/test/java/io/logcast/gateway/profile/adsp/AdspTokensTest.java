package io.logcast.gateway.profile.adsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.logcast.event.TenantId;
import io.logcast.testkit.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdspTokensTest {

    private static final String ISSUER = "https://access.example/auth/realms/acme-realm";
    private static final AdspSettings SETTINGS =
            new AdspSettings("urn:ads:platform:push-service", "urn:ads:platform:event-service", "", false);

    private final ExecutorService blocking = Executors.newSingleThreadExecutor();
    private Realm realm;
    private AdspTokens tokens;

    @BeforeEach
    void start() throws Exception {
        realm = new Realm();
        tokens = tokens(SETTINGS, new IssuerSettings(ISSUER, "acme", null, null, null, realm.certs()));
    }

    @AfterEach
    void stop() {
        realm.close();
        blocking.shutdownNow();
    }

    @Test
    void genuineToken_isSomebodyOfTheIssuersTenant() throws Exception {
        AdspUser user = listener(realm.sign(claims().build())).orElseThrow();

        assertThat(user.tenant()).isEqualTo(new TenantId("acme"));
        assertThat(user.name()).isEqualTo("Ann Lee");
        assertThat(user.caller().subject()).isEqualTo("u-1");
        assertThat(user.isCore()).isFalse();
        assertThat(user.roles().names())
                .containsExactlyInAnyOrder(
                        "clerk",
                        "stream-listener",
                        "urn:ads:platform:push-service:stream-listener",
                        "urn:ads:platform:event-service:event-sender",
                        "account:view");
    }

    @Test
    void rolesOfTheEventService_countByTheirOwnName_whereEventsAreSent() throws Exception {
        String token =
                realm.sign(claims().audience("urn:ads:platform:event-service").build());

        assertThat(listener(token)).isEmpty();
        assertThat(tokens.sender(token)
                        .toCompletableFuture()
                        .join()
                        .orElseThrow()
                        .roles()
                        .names())
                .contains("event-sender");
    }

    @Test
    void tokenOfAnotherAudienceOrTimeOrIssuer_isNobodys() throws Exception {
        Instant past = Instant.now().minusSeconds(5);
        for (JWTClaimsSet claims : List.of(
                claims().audience("urn:ads:platform:file-service").build(),
                claims().audience((String) null).build(),
                claims().expirationTime(Date.from(past)).build(),
                claims().notBeforeTime(Date.from(Instant.now().plusSeconds(60))).build(),
                claims().issuer("https://elsewhere.example").build(),
                claims().issuer(null).build(),
                claims().subject(null).build())) {
            assertThat(listener(realm.sign(claims))).as(claims.toString()).isEmpty();
        }
        assertThat(listener(realm.forge(claims().build()))).isEmpty();
        assertThat(listener("a.b.c")).isEmpty();
        assertThat(listener("")).isEmpty();
    }

    @Test
    void tokenOfTheirs_isKnownByItsFormAlone() throws Exception {
        String expired =
                realm.sign(claims().expirationTime(Date.from(Instant.EPOCH)).build());

        assertThat(tokens.isOfTheirs(expired)).isTrue();
        assertThat(tokens.isOfTheirs(Tokens.DEFAULT.token("acme", "ann", "clerk")))
                .isFalse();
        assertThat(tokens.isOfTheirs("garbage")).isFalse();
    }

    @Test
    void keys_areKept_andFetchedAgainForOneThatIsNew() throws Exception {
        assertThat(listener(realm.sign(claims().build()))).isPresent();
        assertThat(listener(realm.sign(claims().build()))).isPresent();
        assertThat(realm.fetches()).isEqualTo(1);

        realm.rotate();
        assertThat(listener(realm.sign(claims().build()))).isPresent();
        assertThat(realm.fetches()).isEqualTo(2);
    }

    @Test
    void keysThatAreKnown_countWhileTheRealmIsAway() throws Exception {
        String token = realm.sign(claims().build());
        assertThat(listener(token)).isPresent();

        realm.leave();
        assertThat(listener(token)).isPresent();
        realm.rotate();
        assertThat(listener(realm.sign(claims().build()))).isEmpty();
        assertThat(listener(token)).isPresent();
    }

    @Test
    void realmThatIsSlow_isWaitedFor() throws Exception {
        realm.slowDown(Duration.ofSeconds(1));

        assertThat(listener(realm.sign(claims().build()))).isPresent();
    }

    @Test
    void inventedKeyIds_doNotMakeUsAskTheRealmEachTime() throws Exception {
        listener(realm.sign(claims().build()));
        realm.leave();
        for (int i = 0; i < 20; i++) {
            realm.rename();
            listener(realm.sign(claims().build()));
        }

        assertThat(realm.fetches()).isLessThan(5);
    }

    @Test
    void developmentSecret_takesAnyIssuer_whoseLastPartIsTheTenant() {
        AdspTokens ofDevelopment = tokens(
                new AdspSettings("urn:ads:platform:push-service", "e", Tokens.DEFAULT.secret(), false),
                new IssuerSettings(ISSUER, "acme", null, null, null, realm.certs()));

        for (String issuer : List.of("dev", "http://localhost/auth/realms/dev", "http://localhost/auth/realms/dev/")) {
            assertThat(ofDevelopment
                            .listener(ofDevelopment(issuer))
                            .toCompletableFuture()
                            .join()
                            .map(AdspUser::tenant))
                    .contains(new TenantId("dev"));
        }
        assertThat(ofDevelopment
                        .listener(ofDevelopment("core"))
                        .toCompletableFuture()
                        .join()
                        .map(AdspUser::isCore))
                .contains(true);
        // A realm with keys of its own is spoken for by those alone.
        assertThat(ofDevelopment
                        .listener(ofDevelopment(ISSUER))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(listener(ofDevelopment("dev"))).isEmpty();
    }

    private static String ofDevelopment(String issuer) {
        return Tokens.DEFAULT.sign(
                "{\"iss\":\"%s\",\"sub\":\"u\",\"aud\":\"urn:ads:platform:push-service\"}".formatted(issuer));
    }

    private Optional<AdspUser> listener(String token) {
        return tokens.listener(token).toCompletableFuture().join();
    }

    private AdspTokens tokens(AdspSettings settings, IssuerSettings... issuers) {
        return new AdspTokens(new Issuers(settings, List.of(issuers), blocking), settings);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("u-1")
                .audience(List.of("account", "urn:ads:platform:push-service"))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                .claim("preferred_username", "ann")
                .claim("name", "Ann Lee")
                .claim("realm_access", Map.of("roles", List.of("clerk", "odd,role", 7)))
                .claim(
                        "resource_access",
                        Map.of(
                                "urn:ads:platform:push-service", Map.of("roles", List.of("stream-listener")),
                                "urn:ads:platform:event-service", Map.of("roles", List.of("event-sender")),
                                "account", Map.of("roles", List.of("view")),
                                "empty", Map.of()));
    }
}
