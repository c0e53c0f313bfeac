package io.logcast.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.gateway.ledger.Membership;
import io.logcast.testkit.KafkaFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gateways that serve nothing in the clear, not even each other. */
@Timeout(120)
final class ForwardingTlsTest {

    @TempDir
    static Path folder;

    private static KafkaFixture kafka;
    private static GatewayFixture owner;
    private static GatewayFixture other;
    private static GatewayFixture stranger;
    private static HttpClient ofUs;
    private static HttpClient ofTheStranger;

    @BeforeAll
    static void start() throws Exception {
        Certificates certificates = new Certificates(folder)
                .authority("ca")
                .issue("one", "push.example", "ca")
                .issue("two", "push.example", "ca")
                .selfSigned("three", "push.example");
        kafka = KafkaFixture.start();
        owner = gateway(certificates.settings("one"));
        other = gateway(certificates.settings("two"));
        stranger = gateway(certificates.settings("three"));
        ofUs = client(certificates.file("one"));
        ofTheStranger = client(certificates.file("three"));
        awaitKnown(other);
        awaitKnown(stranger);
    }

    @AfterAll
    static void stop() throws Exception {
        owner.close();
        other.close();
        stranger.close();
        kafka.close();
    }

    @Test
    void polling_isForwardedOverTls() throws Exception {
        String sid = open();

        assertThat(post(ofUs, other, sid)).isEqualTo("ok");
    }

    @Test
    void upgrade_isForwardedOverTls() throws Exception {
        String sid = open();
        URI url = URI.create(other.url("/socket.io/?EIO=4&transport=websocket&sid=" + sid)
                .toString()
                .replaceFirst("^http", "ws"));

        EngineWebSocket socket = EngineWebSocket.open(ofUs, url);

        assertThat(socket.answers("2probe", "3probe")).isTrue();
        String large = "4" + "x".repeat(900_000);
        socket.send("5").send(large);
        assertThat(socket.text().equals(large)).isTrue();
    }

    @Test
    void gateway_thatDoesNotTrustTheOwner_doesNotKnowTheSession() throws Exception {
        assertThat(post(ofTheStranger, stranger, open())).contains("Session ID unknown");
    }

    private static String open() throws Exception {
        URI url = owner.url("/socket.io/?EIO=4&transport=polling");
        String packet = ofUs.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body();
        return EngineClient.json(packet.substring(1)).get("sid").textValue();
    }

    private static String post(HttpClient client, GatewayFixture gateway, String sid) throws Exception {
        URI url = gateway.url("/socket.io/?EIO=4&transport=polling&sid=" + sid);
        return client.send(
                        HttpRequest.newBuilder(url)
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("4x"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static HttpClient client(Path certificate) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new PeerTrust(certificate)}, null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static GatewayFixture gateway(Map<String, Object> tls) {
        Map<String, Object> properties = new HashMap<>(tls);
        properties.put("logcast.kafka.bootstrap-servers", kafka.bootstrapServers());
        properties.put("logcast.gateway.socketio.ping-interval", "25s");
        return GatewayFixture.start(properties);
    }

    private static void awaitKnown(GatewayFixture gateway) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.bean(Membership.class)
                        .find(owner.bean(Membership.class).self())
                        .isPresent());
    }
}
