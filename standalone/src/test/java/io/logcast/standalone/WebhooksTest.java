package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.embedded.port.Ports;
import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.json.Json;
import io.logcast.standalone.WebhookReceiver.Received;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import io.logcast.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that leave as webhooks, to a receiver over real HTTP. Each test has a tenant of its own. */
@Timeout(180)
final class WebhooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> QUICK = Map.of(
            "logcast.webhooks.private-addresses",
            true,
            "logcast.webhooks.first-retry",
            "20ms",
            "logcast.webhooks.longest-retry",
            "50ms",
            "logcast.webhooks.waiting",
            5,
            "logcast.webhooks.in-flight",
            2);

    private static KafkaFixture kafka;
    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaFixture.start();
        services = Services.on(kafka, QUICK);
        services.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        kafka.close();
    }

    @Test
    void event_isDeliveredOnce_withASignatureThatCanBeVerified() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(request -> 204)) {
            String secret = define(services, "once", "crm", receiver.url("/crm?key=1"))
                    .path("secret")
                    .asText();
            publish(services, "once", 1);
            publish(services, "once", 2);

            List<Received> requests = receiver.await("/crm?key=1", 2);
            Received first = request(requests, 1);
            assertThat(first.header("webhook-signature")).isEqualTo(first.signatureWith(secret));
            assertThat(first.header("content-type")).isEqualTo("application/json");
            assertThat(first.header("user-agent")).startsWith("Logcast-Webhooks/");
            assertThat(first.header("webhook-id")).matches("msg_[A-Za-z0-9_-]+");
            assertThat(Instant.ofEpochSecond(Long.parseLong(first.header("webhook-timestamp"))))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
            assertThat(first.json().fieldNames())
                    .toIterable()
                    .containsExactly("id", "tenant", "namespace", "name", "timestamp", "correlationId", "payload");
            // An event of the same type that no webhook wants has come and gone by now: nothing is sent twice.
            awaitDeliveries("once", "crm", 2);
            assertThat(receiver.received()).hasSize(2);
        }
    }

    @Test
    void deliveries_areShown_theNewestFirst() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (WebhookReceiver receiver = WebhookReceiver.start(request -> calls.incrementAndGet() == 1 ? 500 : 200)) {
            define(services, "shown", "crm", receiver.url("/"));
            publish(services, "shown", 1);

            List<JsonNode> deliveries = awaitDeliveries("shown", "crm", 2);
            assertThat(deliveries)
                    .extracting(delivery -> delivery.path("attempt").asInt())
                    .containsExactly(2, 1);
            assertThat(deliveries)
                    .extracting(delivery -> delivery.path("outcome").asText())
                    .containsExactly("delivered", "retry");
            assertThat(deliveries)
                    .extracting(delivery -> delivery.path("status").asInt())
                    .containsExactly(200, 500);
            assertThat(deliveries.get(1).path("next").asText()).isNotEmpty();
            assertThat(deliveries.get(0).path("messageId"))
                    .isEqualTo(deliveries.get(1).path("messageId"));
        }
    }

    @Test
    void receiverThatIsDown_getsItWhenItIsUp_andHoldsUpNobody() throws Exception {
        int port = closedPort();
        CountDownLatch never = new CountDownLatch(1);
        try (WebhookReceiver healthy = WebhookReceiver.start(request -> 200);
                WebhookReceiver silent = WebhookReceiver.start(request -> {
                    never.await();
                    return 200;
                })) {
            define(services, "down", "dead", "http://127.0.0.1:" + port + "/dead");
            define(services, "down", "silent", silent.url("/silent"));
            define(services, "down", "well", healthy.url("/well"));
            // More than may wait one by one: the dead one falls behind.
            for (int n = 0; n < 20; n++) {
                publish(services, "down", n);
            }

            assertThat(numbers(healthy.await("/well", 20))).containsAll(range(20));
            awaitDeliveries("down", "dead", 3);
            try (WebhookReceiver back = WebhookReceiver.start(port, request -> 200)) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(Set.copyOf(numbers(back.received("/dead"))))
                                .containsAll(range(20)));
                assertThat(idsByNumber(back.received("/dead")).values())
                        .allSatisfy(ids -> assertThat(ids).hasSize(1));
            }
            assertThat(numbers(healthy.received("/well"))).hasSize(20);
        } finally {
            never.countDown();
        }
    }

    @Test
    void platformThatStopsBetweenTwoAttempts_goesOnWithThem() throws Exception {
        int port = closedPort();
        Map<String, Object> settings = new HashMap<>(QUICK);
        settings.put("logcast.node-id", "restarted");
        try (KafkaFixture own = KafkaFixture.start()) {
            try (Services before = Services.on(own, settings)) {
                before.awaitReady();
                define(before, "acme", "crm", "http://127.0.0.1:" + port + "/crm");
                for (int n = 0; n < 12; n++) {
                    publish(before, "acme", n);
                }
                awaitDeliveries(before, "acme", "crm", 2);
            }
            try (WebhookReceiver receiver = WebhookReceiver.start(port, request -> 200);
                    Services after = Services.on(own, settings)) {
                after.awaitReady();
                publish(after, "acme", 12);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(Set.copyOf(numbers(receiver.received("/crm"))))
                                .containsAll(range(13)));
            }
        }
    }

    @Test
    void answer_isAnEventOfItsOwn_thatASubscriberSees_andThatTriggersNothing() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(request -> 200)) {
            String token = token("loop");
            define(services, "loop", "all", receiver.url("/all"), """
                    {"namespace":"push-service","name":"webhook-triggered"},{"namespace":"shop","name":"ordered"}""");
            assertStatus(201, services.define(token, "hooks", """
                    {"events":[{"namespace":"push-service","name":"webhook-triggered"}]}"""));
            try (SseRecorder subscriber = services.subscribe("stream=hooks", token)) {
                publish(services, "loop", 1);
                JsonNode triggered =
                        Json.parse(subscriber.awaitMessages(1).get(0).getBytes(StandardCharsets.UTF_8));

                JsonNode payload = triggered.path("payload");
                assertThat(triggered.path("correlationId").asText()).isEqualTo("c-1");
                assertThat(triggered.path("context").path("name").asText()).isEqualTo("all");
                assertThat(payload.at("/webhook/url").asText()).isEqualTo(receiver.url("/all"));
                assertThat(payload.at("/trigger/name").asText()).isEqualTo("ordered");
                assertThat(payload.at("/response/statusCode").asInt()).isEqualTo(200);
                assertThat(payload.at("/response/status").asText()).isEqualTo("OK");
                assertThat(payload.path("responseTime").isIntegralNumber()).isTrue();

                // Whatever the event about the first had triggered would have come before the second.
                publish(services, "loop", 2);
                subscriber.awaitMessages(2);
                assertThat(numbers(receiver.received("/all"))).containsExactly(1, 2);
            }
            assertThat(triggeredInTheLog("loop")).hasSize(2);
        }
    }

    @Test
    void gone_disablesTheWebhook_untilItIsPutAgain() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(request -> "/crm".equals(request.path()) ? 410 : 200)) {
            define(services, "gone", "crm", receiver.url("/crm"));
            define(services, "gone", "witness", receiver.url("/witness"));
            publish(services, "gone", 1);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(services.get("/v1/webhooks/crm", token("gone"))
                                    .body())
                            .contains("\"enabled\":false"));
            publish(services, "gone", 2);
            // An event is offered to all at once, so the other one has been left out when this one has it.
            receiver.await("/witness", 2);
            receiver.behave(request -> 200);
            define(services, "gone", "crm", receiver.url("/crm"));
            publish(services, "gone", 3);

            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(numbers(receiver.received("/crm"))).containsExactly(1, 3));
        }
    }

    @Test
    void secret_thatWasRotated_isSignedWithBesideTheNewOne() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(request -> 200)) {
            String old = define(services, "rotated", "crm", receiver.url("/crm"))
                    .path("secret")
                    .asText();
            HttpResponse<String> answer = services.post("/v1/webhooks/crm/secret", token("rotated"), "");
            assertStatus(200, answer);
            String fresh = json(answer).path("secret").asText();
            publish(services, "rotated", 1);

            Received request = receiver.await("/crm", 1).get(0);
            assertThat(request.header("webhook-signature"))
                    .isEqualTo(request.signatureWith(fresh) + " " + request.signatureWith(old));
        }
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(request -> 302)) {
            define(services, "redirect", "crm", receiver.url("/crm"));
            publish(services, "redirect", 1);

            List<JsonNode> deliveries = awaitDeliveries("redirect", "crm", 1);
            assertThat(deliveries.get(deliveries.size() - 1).path("status").asInt())
                    .isEqualTo(302);
            assertThat(receiver.received())
                    .allSatisfy(request -> assertThat(request.path()).isEqualTo("/crm"));
        }
    }

    private static JsonNode define(Services at, String tenant, String id, String url) throws Exception {
        return define(at, tenant, id, url, "{\"namespace\":\"shop\",\"name\":\"ordered\"}");
    }

    private static JsonNode define(Services at, String tenant, String id, String url, String events) throws Exception {
        HttpResponse<String> answer = at.put("/v1/webhooks/" + id, token(tenant), """
                {"url":"%s","events":[%s]}""".formatted(url, events));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return json(answer);
    }

    private static void publish(Services at, String tenant, int number) throws Exception {
        assertStatus(202, at.publish(token(tenant), """
                {"namespace":"shop","name":"ordered","correlationId":"c-%d","payload":%d}""".formatted(number, number)));
    }

    private static List<JsonNode> awaitDeliveries(String tenant, String id, int count) {
        return awaitDeliveries(services, tenant, id, count);
    }

    private static List<JsonNode> awaitDeliveries(Services at, String tenant, String id, int count) {
        List<JsonNode> deliveries = new ArrayList<>();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            deliveries.clear();
            json(at.get("/v1/webhooks/" + id + "/deliveries", token(tenant)))
                    .path("deliveries")
                    .forEach(deliveries::add);
            assertThat(deliveries).hasSizeGreaterThanOrEqualTo(count);
        });
        return deliveries;
    }

    private static List<Event> triggeredInTheLog(String tenant) throws Exception {
        List<Event> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> written : kafka.read(Topics.EVENTS, 2)) {
            Event event = CloudEventCodec.decode(written.headers(), written.value(), Instant.EPOCH);
            if (event.tenant().value().equals(tenant) && event.type().name().equals("webhook-triggered")) {
                events.add(event);
            }
        }
        return events;
    }

    private static Received request(List<Received> requests, int number) {
        return requests.stream()
                .filter(request -> request.json().path("payload").asInt() == number)
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> numbers(List<Received> requests) {
        return requests.stream()
                .map(request -> request.json().path("payload").asInt())
                .toList();
    }

    private static Map<Integer, Set<String>> idsByNumber(List<Received> requests) {
        return requests.stream()
                .collect(Collectors.groupingBy(
                        request -> request.json().path("payload").asInt(),
                        Collectors.mapping(request -> request.header("webhook-id"), Collectors.toSet())));
    }

    private static List<Integer> range(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static int closedPort() throws Exception {
        return Ports.free();
    }

    private static String token(String tenant) {
        return Tokens.DEFAULT.token(tenant, "me", "event-sender", "stream-admin", "stream-listener");
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
