package io.logcast.publish.http;

import static io.logcast.publish.http.PublisherServer.ADMIN;
import static io.logcast.publish.http.PublisherServer.SENDER;
import static io.logcast.publish.http.PublisherServer.STRANGER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.publish.http.PublisherServer.Answer;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.Tokens;
import io.logcast.topic.Topics;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer names the field and the limit, and the topic stays clean. */
class RefusalHttpTest {

    private static final String GOOD = "{\"namespace\":\"n\",\"name\":\"e\",\"payload\":1}";

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
        try (var consumer = kafka.consumer()) {
            var partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                    .map(info -> new org.apache.kafka.common.TopicPartition(Topics.EVENTS, info.partition()))
                    .toList();
            assertThat(consumer.endOffsets(partitions).values())
                    .as("records of refused events")
                    .containsOnly(0L);
        }
        server.close();
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"e","payload":1}                                  | namespace     | is required
            {"namespace":"n","payload":1}                             | name          | is required
            {"namespace":"n","name":"e"}                              | payload       | is required
            {"namespace":"N50","name":"e","payload":1}                | namespace     | at most 50 characters, it has 51
            {"namespace":"n","name":"a:b","payload":1}                | name          | must not contain ':'
            {"namespace":7,"name":"e","payload":1}                    | namespace     | must be a string
            {"namespace":"n","name":"e","payload":1,"nmae":1}         | nmae          | is not known; known are context
            {"namespace":"n","name":"e","payload":1,"id":"N128"}      | id            | at most 128 characters, it has 129
            {"namespace":"n","name":"e","payload":1,"id":""}          | id            | is required
            {"namespace":"n","name":"e","payload":1,"timestamp":"now"}| timestamp     | 2026-11-21T08:30:00Z
            {"namespace":"n","name":"e","payload":1,"context":[]}     | context       | must be a JSON object
            {"namespace":"n","name":"e","payload":1,"context":{"a":"N8192"}} | context | at most 8192 bytes
            {"namespace":"n","name":"e","payload":1,"key":"N256"}     | key           | at most 256 characters
            {"namespace":"n","name":"e","payload":1,"correlationId":"N256"} | correlationId | at most 256 characters
            {"namespace":"n","name":"e","payload":1,"source":"N256"}  | source        | at most 256 characters
            {"namespace":"n","name":"e","payload":1,"to":"stream/s"}  | to            | user/<id> or room/<name>
            {"namespace":"n","name":"e","payload":1,"to":"x"}         | to            | user/<id> or room/<name>
            {"namespace":"n","name":"e","payload":1,"tenant":"a/b"}   | tenant        | 1 to 64 letters
            []                                                        | body          | must have 1 to 1000 events, it has 0
            7                                                         | body          | must be an event
            "text"                                                    | body          | must be an event
            """)
    void field_notAcceptable_isNamedWithItsRule(String body, String field, String rule) {
        Answer answer = server.publish(SENDER, filled(body));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.text("/field")).isEqualTo(field);
        assertThat(answer.text("/detail")).contains(rule);
    }

    /** N50 stands for a text of 51 characters. */
    private static String filled(String body) {
        var number = java.util.regex.Pattern.compile("N(\\d+)").matcher(body);
        return number.replaceAll(match -> "x".repeat(Integer.parseInt(match.group(1)) + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"namespace\":\"n\"}}", "{\"id\":1,\"id\":2}", "nul", "\u0000\u0001"})
    void body_garbage_isNamed(String body) {
        Answer answer = server.publish(SENDER, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.text("/field")).isEqualTo("body");
    }

    @Test
    void body_randomBytes_isRefused() {
        byte[] bytes = new byte[5000];
        new Random(42).nextBytes(bytes);

        Answer answer = server.send("POST", "/v1/events", SENDER, bytes, "Content-Type", "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/field")).isEqualTo("body");
    }

    @Test
    void body_above10MiB_is413WithTheLimit() {
        byte[] bytes = new byte[10 * 1024 * 1024 + 1];

        Answer answer = server.send("POST", "/v1/events", SENDER, bytes, "Content-Type", "application/json");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("/detail")).isEqualTo("body must have at most 10485760 bytes");
    }

    @Test
    void array_ofMoreThan1000_isRefused() {
        Answer answer = server.publish(SENDER, "[" + "1,".repeat(1000) + "1]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).isEqualTo("body must have 1 to 1000 events, it has 1001");
    }

    @ParameterizedTest
    @CsvSource({
        "application/cloudevents+json, []",
        "application/cloudevents-batch+json, {}",
        "application/cloudevents+json, 1"
    })
    void body_notOfTheShapeOfItsType_isRefused(String type, String body) {
        Answer answer = server.publish(SENDER, type, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/field")).isEqualTo("body");
    }

    @Test
    void contentType_unknown_is415() {
        assertThat(server.publish(SENDER, "text/plain", GOOD).status()).isEqualTo(415);
    }

    @Test
    void token_missingOrForged_is401() {
        assertThat(server.publish(null, GOOD).status()).isEqualTo(401);
        assertThat(server.publish(new Tokens("another-secret-of-more-than-32-bytes").token("acme", "x"), GOOD)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void role_missing_is403NamingIt() {
        for (String token : new String[] {STRANGER, ADMIN}) {
            Answer answer = server.publish(token, GOOD);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text("/detail")).contains("event-sender");
        }
    }

    @Test
    void tenant_foreign_is403() {
        Answer answer =
                server.publish(SENDER, "{\"tenant\":\"other\",\"namespace\":\"n\",\"name\":\"e\",\"payload\":1}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("/field")).isEqualTo("tenant");
    }

    @Test
    void tenant_missingInTheToken_is403NamingTheClaim() {
        String token = Tokens.DEFAULT.sign("{\"sub\":\"x\",\"roles\":[\"event-sender\"],\"exp\":4102444800}");

        Answer answer = server.publish(token, GOOD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("/detail")).isEqualTo("claim tenant is required");
    }

    @Test
    void other_methodOrAddress_isAProblem() {
        assertThat(server.get(SENDER, "/v1/nothing").status()).isEqualTo(404);
        assertThat(server.get(SENDER, "/login").status()).isEqualTo(404);
        assertThat(server.send("PATCH", "/v1/events", SENDER, GOOD.getBytes(UTF_8), "Content-Type", "application/json")
                        .status())
                .isEqualTo(405);
    }
}
