package io.logcast.publish.http;

import static io.logcast.publish.http.PublisherServer.CORE;
import static io.logcast.publish.http.PublisherServer.SENDER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.event.Event;
import io.logcast.publish.http.PublisherServer.Answer;
import io.logcast.testkit.KafkaFixture;
import io.logcast.topic.Topics;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishHttpTest {

    private static final String FULL = """
            {"id":"o-1","namespace":"shop","name":"ordered","timestamp":"2026-11-21T08:30:00Z","correlationId":"c-1",\
            "context":{"region":"eu"},"payload":{"total":1.10,"sku":"ä"},"key":"k-1","source":"/shop",\
            "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}""";

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
    void event_accepted_isInTheTopicByteForByte() {
        Answer answer = server.publish(SENDER, FULL);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.text("/id")).isEqualTo("o-1");
        ConsumerRecord<String, byte[]> kept = onlyRecord();
        assertThat(answer.text("/position")).isEqualTo(kept.partition() + "-" + kept.offset());
        assertThat(kept.key()).isEqualTo("acme/k-1");
        assertThat(header(kept, "content-type")).isEqualTo("application/cloudevents+json");
        assertThat(header(kept, "logcast_definitions")).isEqualTo("0");
        assertThat(new String(kept.value(), UTF_8)).isEqualTo("""
                        {"specversion":"1.0","id":"o-1","source":"/shop","type":"shop:ordered",\
                        "time":"2026-11-21T08:30:00Z","tenant":"acme","correlationid":"c-1",\
                        "context":"{\\"region\\":\\"eu\\"}","partitionkey":"k-1",\
                        "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",\
                        "datacontenttype":"application/json","data":{"total":1.10,"sku":"ä"}}""");
    }

    @Test
    void event_withTheNeedfulOnly_getsIdTimeAndSource() throws Exception {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        Answer answer = server.send(
                "POST",
                "/v1/events",
                SENDER,
                "{\"namespace\":\"shop\",\"name\":\"paid\",\"payload\":null}".getBytes(UTF_8),
                "Content-Type",
                "application/json; charset=utf-8",
                "traceparent",
                trace);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        JsonNode kept = io.logcast.json.Json.parse(onlyRecord().value());
        assertThat(kept.path("id").asText()).hasSize(36).isEqualTo(answer.text("/id"));
        assertThat(kept.path("source").asText()).isEqualTo("/tenants/acme/publishers/shop");
        assertThat(kept.path("time").asText()).endsWith("Z");
        assertThat(kept.path("traceparent").asText()).isEqualTo(trace);
        assertThat(kept.path("data").isNull()).isTrue();
    }

    @Test
    void array_isAcceptedAndKeptInItsOrder() {
        String events = IntStream.range(0, 1000)
                .mapToObj(i ->
                        "{\"id\":\"%d\",\"namespace\":\"n\",\"name\":\"e\",\"payload\":1,\"key\":\"k\"}".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));

        Answer answer = server.publish(SENDER, events);

        assertThat(answer.status()).isEqualTo(202);
        List<String> positions = answer.body().path("results").findValuesAsText("position");
        assertThat(kafka.read(Topics.EVENTS, 1000))
                .extracting(kept -> kept.partition() + "-" + kept.offset())
                .containsExactlyElementsOf(positions);
    }

    @Test
    void array_withOneBadItem_is207AndKeepsTheOthers() {
        Answer answer = server.publish(SENDER, """
                [{"id":"a","namespace":"n","name":"e","payload":1},
                 {"id":"b","namespace":"n:n","name":"e","payload":1},
                 7,
                 {"id":"c","namespace":"n","name":"e","payload":1}]""");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(207);
        JsonNode results = answer.body().path("results");
        assertThat(results.findValuesAsText("status")).containsExactly("202", "400", "400", "202");
        assertThat(results.at("/1/field").asText()).isEqualTo("namespace");
        assertThat(results.at("/1/type").asText()).isEqualTo("urn:logcast:problem:invalid-field");
        assertThat(results.at("/3/id").asText()).isEqualTo("c");
        assertThat(kafka.read(Topics.EVENTS, 2)).hasSize(2);
    }

    @Test
    void cloudEvent_takesTheTenantOfTheCaller() throws Exception {
        Answer answer = server.publish(SENDER, "application/cloudevents+json", """
                {"specversion":"1.0","id":"ce-1","source":"/shop","type":"shop:paid","data":{"a":1}}""");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(io.logcast.json.Json.parse(onlyRecord().value())
                        .path("tenant")
                        .asText())
                .isEqualTo("acme");
    }

    @Test
    void cloudEventBatch_isAnsweredItemByItem() {
        Answer answer = server.publish(SENDER, "application/cloudevents-batch+json", """
                [{"specversion":"1.0","id":"1","source":"/shop","type":"shop:paid","data":1},
                 {"specversion":"1.0","id":"2","source":"/shop","type":"shop:paid","tenant":"other","data":1},
                 {"specversion":"0.3","id":"3","source":"/shop","type":"shop:paid","data":1}]""");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(207);
        assertThat(answer.body().path("results").findValuesAsText("status")).containsExactly("202", "403", "400");
    }

    @Test
    void core_mayActForAnotherTenant() {
        Answer answer = server.publish(CORE, "{\"tenant\":\"acme\",\"namespace\":\"n\",\"name\":\"e\",\"payload\":1}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(onlyRecord().key()).isEqualTo("acme/n:e");
    }

    @Test
    void event_ofTheLargestSize_isAcceptedAndOneByteMoreIsNot() {
        int room = Event.MAX_BYTES - onlySize(0);

        assertThat(server.publish(SENDER, sized(room)).status()).isEqualTo(202);
        Answer refused = server.publish(SENDER, sized(room + 1));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body().path("limit").asInt()).isEqualTo(Event.MAX_BYTES);
        assertThat(refused.text("/detail")).contains("at most 1048576 bytes", "it has 1048577");
    }

    private int onlySize(int payload) {
        server.publish(SENDER, sized(payload));
        return onlyRecord().value().length;
    }

    private static String sized(int payload) {
        return """
        {"id":"i","namespace":"n","name":"e","timestamp":"2026-11-21T08:30:00Z","payload":"%s"}""".formatted("x".repeat(payload));
    }

    private ConsumerRecord<String, byte[]> onlyRecord() {
        List<ConsumerRecord<String, byte[]>> kept = kafka.read(Topics.EVENTS, 1);
        assertThat(kept).hasSize(1);
        return kept.get(0);
    }

    private static String header(ConsumerRecord<String, byte[]> kept, String name) {
        return new String(kept.headers().lastHeader(name).value(), UTF_8);
    }
}
