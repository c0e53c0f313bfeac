package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.Tokens;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Scanner;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The port with TLS: what the client and ALPN agree on, a certificate from PEM files. */
final class TlsTest {

    private static final String PASSWORD = "changeit";
    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");

    @TempDir
    static Path folder;

    private static KeyStore keys;
    private static KafkaFixture kafka;
    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        keys = certificate();
        pem("certificate.pem", "CERTIFICATE", keys.getCertificate("gateway").getEncoded());
        Key key = keys.getKey("gateway", PASSWORD.toCharArray());
        pem("key.pem", "PRIVATE KEY", key.getEncoded());
        kafka = KafkaFixture.start();
        services = Services.on(kafka, tls());
        awaitReady(services);
        assertStatus(201, send(Version.HTTP_2, "PUT", "/v1/streams/sealed", """
                {"events":[{"namespace":"sealed","name":"sent","map":{"n":"payload.n"}}]}"""));
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource
    void stream_overTls_isWhatTheClientSpeaks(Version version) throws Exception {
        HttpResponse<InputStream> stream = subscribe(version, "text/event-stream");
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.version()).isEqualTo(version);
        try (Scanner lines = new Scanner(stream.body(), UTF_8)) {
            assertThat(lines.nextLine()).isEqualTo("retry: 2000");
            assertThat(lines.nextLine()).startsWith("id: ");
            assertThat(lines.nextLine()).isEmpty();

            assertStatus(202, send(version, "POST", "/v1/events", """
                    {"namespace":"sealed","name":"sent","payload":{"n":1}}"""));

            assertThat(lines.nextLine()).startsWith("id: ");
            assertThat(lines.nextLine()).contains("\"n\":1");
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> subscribers() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void stream_overTls_endsWithTheReason(Version version) throws Exception {
        try (InputStream body = subscribe(version, "application/x-ndjson").body()) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> subscribers() == 1);

            services.bean(Fanout.class).closeAll(CloseReason.SHUTDOWN);

            assertThat(new String(body.readAllBytes(), UTF_8))
                    .endsWith("{\"close\":{\"reason\":\"shutdown\",\"reconnect\":true,\"retry\":2000}}\n");
        }
    }

    @Test
    void http2_switchedOff_isNotOfferedByAlpn() throws Exception {
        Map<String, Object> settings = new HashMap<>(tls());
        settings.put("logcast.gateway.http2", false);
        try (Services other = Services.on(kafka, settings)) {
            HttpResponse<String> live = client(Version.HTTP_2)
                    .send(
                            request(other.url("/health/liveness"), "application/json")
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(live.version()).isEqualTo(Version.HTTP_1_1);
        }
    }

    @Test
    void start_withoutTheCertificate_namesTheSetting() {
        assertRefused(Map.of("logcast.tls.enabled", true), "logcast.tls.certificate is required");
        assertRefused(
                Map.of("logcast.tls.enabled", true, "logcast.tls.certificate", "/no/such.pem"),
                "logcast.tls.certificate must be the absolute path of a file that can be read");
        assertRefused(
                Map.of(
                        "logcast.tls.certificate",
                        folder.resolve("certificate.pem").toString()),
                "logcast.tls.enabled must be true where logcast.tls.certificate is given");
    }

    private static Map<String, Object> tls() {
        return Map.of(
                "logcast.tls.enabled",
                true,
                "logcast.tls.certificate",
                folder.resolve("certificate.pem").toString(),
                "logcast.tls.key",
                folder.resolve("key.pem").toString());
    }

    private static void assertRefused(Map<String, Object> properties, String reason) {
        assertThatThrownBy(() -> Services.on(kafka, properties).close()).hasStackTraceContaining(reason);
    }

    private static int subscribers() {
        return services.bean(Fanout.class).subscribers();
    }

    private static HttpResponse<InputStream> subscribe(Version version, String accept) throws Exception {
        return client(version)
                .send(request(services.url("/v1/events?stream=sealed"), accept).build(), BodyHandlers.ofInputStream());
    }

    private static HttpResponse<String> send(Version version, String method, String path, String body)
            throws Exception {
        return client(version)
                .send(
                        request(services.url(path), "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI uri, String accept) {
        return HttpRequest.newBuilder(uri)
                .header("Accept", accept)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static void awaitReady(Services services) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> client(Version.HTTP_2)
                                .send(
                                        request(services.url("/health/readiness"), "application/json")
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    /** A client of its own, and so a connection of its own, that trusts the certificate. */
    private static HttpClient client(Version version) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).version(version).build();
    }

    private static KeyStore certificate() throws Exception {
        Path file = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(Stream.of(
                                keytool,
                                "-genkeypair -alias gateway -keyalg EC -storetype PKCS12 -dname CN=localhost",
                                "-ext SAN=ip:127.0.0.1,dns:localhost -storepass " + PASSWORD + " -keystore " + file)
                        .flatMap(part -> Stream.of(part.split(" ", -1)))
                        .toList())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore all = KeyStore.getInstance("PKCS12");
        all.load(null, null);
        all.setCertificateEntry("trusted", store.getCertificate("gateway"));
        all.setKeyEntry(
                "gateway",
                store.getKey("gateway", PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                store.getCertificateChain("gateway"));
        return all;
    }

    private static void pem(String name, String kind, byte[] content) throws Exception {
        String text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
        Files.writeString(folder.resolve(name), text);
    }
}
