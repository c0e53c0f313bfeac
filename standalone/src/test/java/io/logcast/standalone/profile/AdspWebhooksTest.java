package io.logcast.standalone.profile;

import static io.logcast.standalone.Services.assertStatus;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.standalone.NodeClients;
import io.logcast.standalone.NodeClients.Setting;
import io.logcast.standalone.Services;
import io.logcast.standalone.WebhookReceiver;
import io.logcast.standalone.WebhookReceiver.Received;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What ADSP's push service does with webhooks, and what it should have done. */
@Timeout(180)
final class AdspWebhooksTest {

    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");

    private static KafkaFixture kafka;
    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaFixture.start();
        services = Services.on(
                kafka, Map.of("logcast.webhooks.private-addresses", true, "logcast.webhooks.first-retry", "20ms"));
        services.awaitReady();
        assertStatus(201, services.define(TOKEN, "triggered", """
                {"events":[{"namespace":"push-service","name":"webhook-triggered"}]}"""));
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        kafka.close();
    }

    @Test
    void adsp_13_webhookReceiverGetsOnePost_theTriggeredEventIsEmitted_andThereIsNoLoop() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(request -> 200);
                SseRecorder subscriber =
                        services.subscribe("stream=triggered&type=push-service:webhook-triggered", TOKEN)) {
            // As in the document of the configuration service, with an event that would make a loop.
            define("one", """
                    {"id":"one","name":"One hook","url":"%s","description":null,"intervalMinutes":5,"form":"adsp",\
                    "events":[{"namespace":"file-service","name":"file-uploaded","map":{"a":"payload.a"},\
                    "criteria":{"context":{"region":"eu"}}},{"namespace":"push-service","name":"webhook-triggered"}]}""".formatted(receiver.url("/hook")));
            publish("file-uploaded", "\"context\":{\"region\":\"us\"},\"payload\":{\"n\":1}");
            publish("file-uploaded", "\"context\":{\"region\":\"eu\"},\"correlationId\":\"c1\",\"payload\":{\"n\":2}");

            Received request = receiver.await("/hook", 1).get(0);
            assertThat(request.text()).matches("""
                    \\{"namespace":"file-service","name":"file-uploaded","tenantId":\\{"type":"resource",\
                    "namespace":"platform","service":"tenant-service","api":"v2","resource":"/tenants/acme"},\
                    "correlationId":"c1","context":\\{"region":"eu"},\
                    "timestamp":"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z","payload":\\{"n":2}}""");

            JsonNode triggered = json(subscriber.awaitMessages(1).get(0));
            assertThat(triggered.path("correlationId").asText()).isEqualTo("c1");
            assertThat(triggered.path("context")).hasToString("{\"name\":\"One hook\"}");
            JsonNode payload = triggered.path("payload");
            assertThat(payload.path("webhook"))
                    .hasToString("{\"name\":\"One hook\",\"url\":\"" + receiver.url("/hook") + "\"}");
            assertThat(payload.path("trigger")).hasToString("""
                    {"namespace":"file-service","name":"file-uploaded","correlationId":"c1","context":{"region":"eu"}}""");
            assertThat(payload.at("/response/status").asText()).isEqualTo("OK");
            assertThat(payload.at("/response/statusCode").asInt()).isEqualTo(200);
            assertThat(payload.at("/response/timestamp").asText()).matches("\\d{4}-.*Z");

            // What the event about the first had triggered would have come before the second.
            publish("file-uploaded", "\"context\":{\"region\":\"eu\"},\"payload\":{\"n\":3}");
            JsonNode second = json(subscriber.awaitMessages(2).get(1));
            assertThat(second.path("correlationId").asText())
                    .as("the webhook's id")
                    .isEqualTo("one");
            assertThat(receiver.received()).hasSize(2);
        }
    }

    @Test
    void adsp_13_statusWebhook_isTriggeredByItsApplicationOnly() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(request -> 200)) {
            define("status", """
                    {"name":"Status","url":"%s","targetId":"my-app","eventTypes":[{"id":"status-service:up"}],"form":"adsp"}""".formatted(receiver.url("/status")));
            for (String application :
                    new String[] {"\"appKey\":\"other\"", "\"appKey\":\"my-app\"", "\"id\":\"my-app\""}) {
                assertStatus(202, services.publish(TOKEN, """
                        {"namespace":"status-service","name":"up","key":"one","payload":{"application":{%s}}}""".formatted(application)));
            }

            assertThat(receiver.await("/status", 2))
                    .extracting(
                            request -> request.json().at("/payload/application").toString())
                    .containsExactlyInAnyOrder("{\"appKey\":\"my-app\"}", "{\"id\":\"my-app\"}");
        }
    }

    /** In the original one webhook is enough for the list of streams never to be answered. */
    @Test
    void adsp_15_webhooks_doNotGetInTheWayOfStreams() throws Exception {
        define("quiet", """
                {"name":"Quiet","url":"http://127.0.0.1:9/","events":null,"targetId":null,"eventTypes":null,"form":"adsp"}""");

        assertThat(json(services.get("/v1/streams", TOKEN).body()).findValuesAsText("id"))
                .containsExactly("triggered");
        assertThat(json(services.get("/v1/webhooks", TOKEN).body()).findValuesAsText("id"))
                .contains("quiet");
    }

    @TestFactory
    Stream<DynamicTest> adsp_13_npm() throws Exception {
        return NodeClients.checks("profiles/adsp/webhooks", () -> new Setting() {
            @Override
            public Map<String, String> environment() {
                return Map.of("LOGCAST_URLS", services.url("").toString().replaceAll("/$", ""));
            }

            @Override
            public void close() {
                // The services are of all tests.
            }
        });
    }

    private static void define(String id, String webhook) throws Exception {
        assertStatus(201, services.put("/v1/webhooks/" + id, TOKEN, webhook));
    }

    private static void publish(String name, String more) throws Exception {
        assertStatus(202, services.publish(TOKEN, """
                {"namespace":"file-service","name":"%s",%s}""".formatted(name, more)));
    }

    private static JsonNode json(String text) throws Exception {
        return Json.parse(text.getBytes(UTF_8));
    }
}
