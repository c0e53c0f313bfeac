package io.logcast.publish.http;

import static io.logcast.publish.http.PublisherServer.ADMIN;
import static io.logcast.publish.http.PublisherServer.CORE;
import static io.logcast.publish.http.PublisherServer.LISTENER;
import static io.logcast.publish.http.PublisherServer.SENDER;
import static io.logcast.publish.http.PublisherServer.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.publish.http.PublisherServer.Answer;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.Tokens;
import io.logcast.topic.Topics;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamsHttpTest {

    private static final String ORDERS = """
            {"name":"Orders","subscriberRoles":["clerk"],"events":[{"namespace":"shop","name":"ordered"}]}""";

    private KafkaFixture kafka;
    private PublisherServer server;

    @BeforeEach
    void start() throws Exception {
        kafka = KafkaFixture.start();
        server = PublisherServer.start(kafka.bootstrapServers());
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> server.get(null, "/health/readiness").status() == 200);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        kafka.close();
    }

    @Test
    void stream_isMadeReplacedReadAndDeleted() {
        assertThat(server.get(ADMIN, "/v1/streams/orders").status()).isEqualTo(404);
        assertThat(server.delete(ADMIN, "/v1/streams/orders").status()).isEqualTo(404);

        Answer made = server.put(ADMIN, "/v1/streams/orders", ORDERS);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.text("/id")).isEqualTo("orders");
        assertThat(server.get(ADMIN, "/v1/streams/orders").text("/name")).isEqualTo("Orders");

        Answer replaced = server.put(ADMIN, "/v1/streams/orders", ORDERS.replace("Orders", "Sales"));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(server.get(ADMIN, "/v1/streams/orders").text("/name")).isEqualTo("Sales");

        assertThat(server.delete(ADMIN, "/v1/streams/orders").status()).isEqualTo(204);
        assertThat(server.get(ADMIN, "/v1/streams/orders").status()).isEqualTo(404);
        assertThat(kafka.read(Topics.STREAM_DEFINITIONS, 3))
                .extracting(kept -> kept.key(), kept -> kept.value() == null)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("acme/orders", false),
                        org.assertj.core.groups.Tuple.tuple("acme/orders", false),
                        org.assertj.core.groups.Tuple.tuple("acme/orders", true));
    }

    @Test
    void list_isSortedAndOfTheTenantOnly() {
        server.put(ADMIN, "/v1/streams/b", ORDERS);
        server.put(ADMIN, "/v1/streams/a%20a", ORDERS);
        server.put(CORE, "/v1/streams/c?tenant=other", ORDERS);

        assertThat(server.get(LISTENER, "/v1/streams").body().findValuesAsText("id"))
                .containsExactly("a a", "b");
        assertThat(server.get(CORE, "/v1/streams?tenant=other").body().findValuesAsText("id"))
                .containsExactly("c");
        assertThat(server.get(CORE, "/v1/streams").body()).isEmpty();
    }

    @Test
    void roles_decideWhoMayDoWhat() {
        assertThat(server.get(null, "/v1/streams").status()).isEqualTo(401);
        assertThat(server.get(STRANGER, "/v1/streams").status()).isEqualTo(403);
        assertThat(server.get(SENDER, "/v1/streams").status()).isEqualTo(200);
        assertThat(server.put(LISTENER, "/v1/streams/a", ORDERS).status()).isEqualTo(403);
        assertThat(server.delete(SENDER, "/v1/streams/a").status()).isEqualTo(403);
        assertThat(server.get(ADMIN, "/v1/streams?tenant=other").status()).isEqualTo(403);
        assertThat(server.put(ADMIN, "/v1/streams/a?tenant=other", ORDERS).status())
                .isEqualTo(403);
    }

    @Test
    void document_notAcceptable_isNamedWithItsRule() {
        assertRefused(server.put(ADMIN, "/v1/streams/" + "x".repeat(51), ORDERS), 400, "id", "at most 50");
        assertRefused(server.put(ADMIN, "/v1/streams/a", "{}"), 400, "events", "must have 1 to 200 elements");
        assertRefused(server.put(ADMIN, "/v1/streams/a", "{\"id\":\"b\"}"), 400, "id", "must be the id in the address");
        assertRefused(server.put(ADMIN, "/v1/streams/a", "{\"evnts\":[]}"), 400, "evnts", "is not known");
        assertRefused(
                server.put(ADMIN, "/v1/streams/a", "{\"events\":[{\"namespace\":\"n\"}]}"),
                400,
                "events[0].name",
                "is required");
        assertRefused(server.put(ADMIN, "/v1/streams/a", "nonsense"), 400, "body", "is not valid JSON");
        assertRefused(
                server.put(ADMIN, "/v1/streams/a", "\"" + "x".repeat(256 * 1024) + "\""),
                413,
                "body",
                "at most 262144 bytes");
        assertRefused(server.get(CORE, "/v1/streams?tenant=a/b"), 400, "tenant", "must be 1 to 64");
    }

    @Test
    void publish_afterPut_carriesThePositionOfTheDefinition() {
        server.put(ADMIN, "/v1/streams/orders", ORDERS);

        server.publish(
                Tokens.DEFAULT.token("acme", "x", "event-sender"),
                "{\"namespace\":\"shop\",\"name\":\"ordered\",\"payload\":1}");

        assertThat(kafka.read(Topics.EVENTS, 1)
                        .get(0)
                        .headers()
                        .lastHeader("logcast_definitions")
                        .value())
                .asString()
                .isEqualTo("1");
    }

    private static void assertRefused(Answer answer, int status, String field, String rule) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.text("/field")).isEqualTo(field);
        assertThat(answer.text("/detail")).contains(rule);
    }
}
