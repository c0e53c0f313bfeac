package io.logcast.publish.http;

import static io.logcast.publish.http.PublisherServer.ADMIN;
import static io.logcast.publish.http.PublisherServer.CORE;
import static io.logcast.publish.http.PublisherServer.LISTENER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.publish.http.PublisherServer.Answer;
import io.logcast.testkit.KafkaFixture;
import io.logcast.topic.Topics;
import io.logcast.webhook.Attempt;
import io.logcast.webhook.AttemptCodec;
import io.logcast.webhook.EventPosition;
import io.logcast.webhook.WebhookKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebhooksHttpTest {

    private static final String HOOK =
            "{\"name\":\"CRM\",\"url\":\"https://ann:pw@example.com/\",\"events\":[{\"namespace\":\"shop\",\"name\":\"ordered\"}]}";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static KafkaFixture kafka;
    private static PublisherServer server;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaFixture.start();
        server = PublisherServer.start(kafka.bootstrapServers());
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> server.get(null, "/health/readiness").status() == 200);
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
        kafka.close();
    }

    @Test
    void webhook_isMadeReplacedReadAndDeleted_andItsSecretIsShownOnce() {
        assertThat(server.get(ADMIN, "/v1/webhooks/crm").status()).isEqualTo(404);
        assertThat(server.delete(ADMIN, "/v1/webhooks/crm").status()).isEqualTo(404);

        Answer made = server.put(ADMIN, "/v1/webhooks/crm", HOOK);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.text("/secret")).startsWith("whsec_");
        assertThat(made.text("/url")).isEqualTo("https://example.com/");

        Answer read = server.get(ADMIN, "/v1/webhooks/crm");
        assertThat(read.body().fieldNames())
                .toIterable()
                .containsExactly("id", "name", "url", "events", "enabled", "form");
        Answer replaced = server.put(ADMIN, "/v1/webhooks/crm", HOOK.replace("CRM", "Other"));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.body().has("secret")).isFalse();
        assertThat(server.get(ADMIN, "/v1/webhooks").toString())
                .contains("Other")
                .doesNotContain("whsec_", "pw");

        assertThat(server.delete(ADMIN, "/v1/webhooks/crm").status()).isEqualTo(204);
        assertThat(server.get(ADMIN, "/v1/webhooks/crm").status()).isEqualTo(404);
    }

    @Test
    void secret_isKeptByAPut_andChangedByARotation() {
        String made = server.put(ADMIN, "/v1/webhooks/rotated", HOOK).text("/secret");
        server.put(ADMIN, "/v1/webhooks/rotated", HOOK.replace("CRM", "Other"));
        Answer rotated = server.send("POST", "/v1/webhooks/rotated/secret", ADMIN, new byte[0]);

        assertThat(rotated.status()).as(rotated.toString()).isEqualTo(200);
        assertThat(rotated.text("/secret")).startsWith("whsec_").isNotEqualTo(made);
        assertThat(Instant.parse(rotated.text("/previousUntil"))).isAfter(Instant.now());
        assertThat(kafka.read(Topics.WEBHOOKS, 3).stream()
                        .filter(kept -> kept.key().equals("acme/rotated"))
                        .map(kept -> new String(kept.value(), UTF_8)))
                .last()
                .asString()
                .contains("\"previousSecret\":\"" + made + "\"");
        assertThat(server.send("POST", "/v1/webhooks/nobody/secret", ADMIN, new byte[0])
                        .status())
                .isEqualTo(404);
    }

    @Test
    void secret_thatIsGiven_isTakenAndNotRepeated() {
        Answer made = server.put(
                ADMIN, "/v1/webhooks/given", HOOK.replace("\"name\":\"CRM\"", "\"secret\":\"" + SECRET + "\""));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.toString()).doesNotContain(SECRET);
    }

    @Test
    void roles_decideWhoMayDoWhat() {
        assertThat(server.get(null, "/v1/webhooks").status()).isEqualTo(401);
        assertThat(server.get(LISTENER, "/v1/webhooks").status()).isEqualTo(403);
        assertThat(server.get(LISTENER, "/v1/webhooks/a").status()).isEqualTo(403);
        assertThat(server.get(LISTENER, "/v1/webhooks/a/deliveries").status()).isEqualTo(403);
        assertThat(server.put(LISTENER, "/v1/webhooks/a", HOOK).status()).isEqualTo(403);
        assertThat(server.delete(LISTENER, "/v1/webhooks/a").status()).isEqualTo(403);
        assertThat(server.put(ADMIN, "/v1/webhooks/a?tenant=other", HOOK).status())
                .isEqualTo(403);
        assertThat(server.put(CORE, "/v1/webhooks/a?tenant=other", HOOK).status())
                .isEqualTo(201);
        assertThat(server.get(ADMIN, "/v1/webhooks").toString()).doesNotContain("\"id\":\"a\"");
    }

    @Test
    void document_notAcceptable_isNamedWithItsRule() {
        assertRefused(server.put(ADMIN, "/v1/webhooks/" + "x".repeat(51), HOOK), 400, "id", "at most 50");
        assertRefused(server.put(ADMIN, "/v1/webhooks/a", "{}"), 400, "url", "is required");
        assertRefused(server.put(ADMIN, "/v1/webhooks/a", "nonsense"), 400, "body", "is not valid JSON");
        assertRefused(
                server.put(ADMIN, "/v1/webhooks/a", "\"" + "x".repeat(256 * 1024) + "\""),
                413,
                "body",
                "at most 262144 bytes");
    }

    @Test
    void tenantWithAHundred_getsNoMore_andMayChangeThoseItHas() {
        for (int number = 0; number < 100; number++) {
            assertThat(server.put(CORE, "/v1/webhooks/w" + number + "?tenant=full", HOOK)
                            .status())
                    .isEqualTo(201);
        }

        assertRefused(server.put(CORE, "/v1/webhooks/more?tenant=full", HOOK), 400, "id", "at most 100");
        assertThat(server.put(CORE, "/v1/webhooks/w7?tenant=full", HOOK).status())
                .isEqualTo(200);
        assertThat(server.put(CORE, "/v1/webhooks/more?tenant=roomy", HOOK).status())
                .isEqualTo(201);
        server.delete(CORE, "/v1/webhooks/w7?tenant=full");
        assertThat(server.put(CORE, "/v1/webhooks/more?tenant=full", HOOK).status())
                .isEqualTo(201);
    }

    @Test
    void deliveries_areTheLatestOfThisWebhook_theNewestFirst() {
        server.put(ADMIN, "/v1/webhooks/logged", HOOK);
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            for (int number = 1; number <= 30; number++) {
                producer.send(attempt("acme/logged", number));
                producer.send(attempt("acme/another", number));
            }
        }

        Answer latest = server.get(ADMIN, "/v1/webhooks/logged/deliveries?limit=3");
        assertThat(latest.status()).as(latest.toString()).isEqualTo(200);
        assertThat(latest.body().at("/deliveries").findValuesAsText("attempt")).containsExactly("30", "29", "28");
        assertThat(latest.body().at("/deliveries").findValuesAsText("webhook")).containsOnly("logged");
        assertThat(server.get(ADMIN, "/v1/webhooks/logged/deliveries").body().at("/deliveries"))
                .hasSize(30);
        assertRefused(server.get(ADMIN, "/v1/webhooks/logged/deliveries?limit=0"), 400, "limit", "must be 1 to 1000");
        assertRefused(server.get(ADMIN, "/v1/webhooks/logged/deliveries?limit=x"), 400, "limit", "must be of the type");
        assertThat(server.get(ADMIN, "/v1/webhooks/nobody/deliveries").status()).isEqualTo(404);
    }

    private static ProducerRecord<String, byte[]> attempt(String webhook, int number) {
        Attempt attempt = new Attempt(
                WebhookKey.parse(webhook),
                "msg_1",
                new EventId("e"),
                new EventType("shop", "ordered"),
                new EventPosition(0, 1),
                number,
                Instant.EPOCH,
                200,
                null,
                Duration.ZERO,
                Attempt.Outcome.DELIVERED,
                null);
        return new ProducerRecord<>(Topics.WEBHOOK_ATTEMPTS, webhook, AttemptCodec.encode(attempt));
    }

    private static void assertRefused(Answer answer, int status, String field, String rule) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.text("/field")).isEqualTo(field);
        assertThat(answer.text("/detail")).contains(rule);
    }
}
