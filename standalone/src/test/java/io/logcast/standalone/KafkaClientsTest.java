package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that know the documented contract of the topics and nothing of Logcast's code. */
final class KafkaClientsTest {

    private static final String TOKEN = Tokens.DEFAULT.token("acme", "admin", "stream-admin", "stream-listener");

    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        services = Services.start();
        assertStatus(201, services.define(TOKEN, "trips", """
                {"subscriberRoles":["rider"],"events":[{"namespace":"trips","name":"ended","map":{"km":"payload.km"}}]}"""));
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
    }

    @Test
    void plainProducer_inBothModes_reachesSubscribersAndPlainConsumers() throws Exception {
        RecordMetadata structured;
        try (SseRecorder subscriber = services.subscribe("stream=trips", TOKEN);
                KafkaProducer<String, byte[]> producer = services.kafka().producer()) {
            structured = producer.send(structured()).get();
            producer.send(binary()).get();
            assertThat(subscriber.awaitMessages(2)).containsExactly(json("t-1", "3.10"), json("t-1", "4"));
        }

        List<ConsumerRecord<String, byte[]>> deliveries = services.kafka().read("logcast.deliveries", 2);

        ConsumerRecord<String, byte[]> first = deliveries.get(0);
        assertThat(first.key()).isEqualTo("acme/stream/trips");
        assertThat(first.value()).asString(UTF_8).isEqualTo(json("t-1", "3.10"));
        assertThat(headers(first))
                .containsAllEntriesOf(Map.of(
                        "type", "trips:ended",
                        "id", "e-1",
                        "time", "2026-11-21T08:30:00Z",
                        "source", structured.partition() + ":" + structured.offset() + "#0",
                        "roles", "rider,stream-listener",
                        "correlationid", "t-1"));
        assertThat(deliveries.get(1).partition()).isEqualTo(first.partition());
    }

    private static ProducerRecord<String, byte[]> structured() {
        ProducerRecord<String, byte[]> event = new ProducerRecord<>("logcast.events", "acme/t-1", """
                {"specversion":"1.0","id":"e-1","source":"/meters/7","type":"trips:ended","time":"2026-11-21T08:30:00Z",
                 "tenant":"acme","correlationid":"t-1","datacontenttype":"application/json","data":{"km":3.10}}
                """.getBytes(UTF_8));
        event.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));
        return event;
    }

    private static ProducerRecord<String, byte[]> binary() {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>("logcast.events", "acme/t-1", "{\"km\":4}".getBytes(UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "e-2",
                        "ce_source", "/meters/7",
                        "ce_type", "trips:ended",
                        "ce_time", "2026-11-21T08:31:00Z",
                        "ce_tenant", "acme",
                        "ce_correlationid", "t-1",
                        "content-type", "application/json")
                .forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
        return event;
    }

    private static String json(String correlationId, String km) {
        return "{\"tenant\":\"acme\",\"namespace\":\"trips\",\"name\":\"ended\",\"correlationId\":\"%s\",\"km\":%s}"
                .formatted(correlationId, km);
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> found) {
        return StreamSupport.stream(found.headers().spliterator(), false)
                .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
    }
}
