package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody should send is refused with a reason, and nothing else is touched by it. */
final class GarbageTest {

    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");

    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        services = Services.start();
        assertStatus(201, services.define(TOKEN, "all", """
                {"events":[{"namespace":"a","name":"b"}]}"""));
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
    }

    @Test
    void garbageInTheTopic_goesToTheDeadLettersWithItsReason_andLaterEventsFlow() throws Exception {
        byte[] random = new byte[300];
        new Random(7).nextBytes(random);
        List<byte[]> garbage = List.of(
                random,
                "{\"specversion\":\"1.0\",".getBytes(UTF_8),
                new byte[5 * 1024 * 1024],
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"a:b\"}".getBytes(UTF_8));

        try (SseRecorder subscriber = services.subscribe("stream=all", TOKEN);
                KafkaProducer<String, byte[]> producer = services.kafka().producer()) {
            for (byte[] value : garbage) {
                RecordMetadata at = producer.send(new ProducerRecord<>("logcast.events", 3, "acme/x", value))
                        .get();
                assertThat(at.partition()).isEqualTo(3);
            }
            producer.send(new ProducerRecord<>("logcast.events", 3, "acme/x", """
                    {"specversion":"1.0","id":"1","source":"/s","type":"a:b","tenant":"acme","data":{"fine":true}}""".getBytes(UTF_8)))
                    .get();
            assertThat(subscriber.awaitMessages(1)).singleElement().asString().contains("\"fine\":true");
        }

        List<ConsumerRecord<String, byte[]>> letters = services.kafka().read("logcast.dead-letters", 4);
        assertThat(letters)
                .extracting(ConsumerRecord::key)
                .containsExactly(
                        "logcast.events/3/0", "logcast.events/3/1", "logcast.events/3/2", "logcast.events/3/3");
        assertThat(letters)
                .extracting(GarbageTest::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("JSON"),
                        reason -> assertThat(reason).contains("JSON"),
                        reason -> assertThat(reason).contains("1048576"),
                        reason -> assertThat(reason).contains("tenant"));
        assertThat(letters.get(0).value()).isEqualTo(random);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                                        | body      | JSON
            []                                                       | body      | 1 to 1000
            "text"                                                   | body      | an event
            {"namespace":"a","payload":1}                            | name      | required
            {"namespace":"a:b","name":"b","payload":1}               | namespace | ':'
            {"namespace":"a","name":7,"payload":1}                   | name      | string
            {"namespace":"a","name":"b"}                             | payload   | required
            {"namespace":"a","name":"b","payload":1,"timestamp":"x"} | timestamp | timestamp
            {"namespace":"a","name":"b","payload":1,"colour":"red"}  | colour    | not known
            {"namespace":"a","name":"b","payload":1,"to":"nowhere"}  | to        | user/<id>
            """)
    void garbageOverHttp_isAProblemThatNamesTheField(String body, String field, String detail) throws Exception {
        HttpResponse<String> answer = services.publish(TOKEN, body);

        assertStatus(400, answer);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"").contains(detail);
    }

    @Test
    void eventOverTheLimit_isRefusedWithTheLimit() throws Exception {
        HttpResponse<String> answer = services.publish(
                TOKEN, "{\"namespace\":\"a\",\"name\":\"b\",\"payload\":\"" + "x".repeat(1024 * 1024) + "\"}");

        assertStatus(413, answer);
        assertThat(answer.body()).contains("1048576");
    }

    @Test
    void cursorThatIsNone_is400() throws Exception {
        for (String cursor : List.of("x", "k3:7", "k3:7-x", "K3:7-1", "k3:7-1,7-2", "k3:", "9".repeat(5000))) {
            try (SseRecorder answer = services.subscribe("stream=all", TOKEN, cursor)) {
                assertThat(answer.status()).as(cursor).isEqualTo(400);
                assertThat(answer.body())
                        .contains("\"field\":\"Last-Event-ID\"")
                        .contains("is no cursor");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            stream=all&from=middle | from   | earliest or latest
            stream=all&since=ago   | since  | -15m
            stream=a%2Fb           | stream | letters
            from=latest            | stream | required
            """)
    void subscriptionThatIsNone_is400(String query, String field, String detail) throws Exception {
        try (SseRecorder answer = services.subscribe(query, TOKEN)) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"field\":\"" + field + "\"").contains(detail);
        }
    }

    private static String reason(ConsumerRecord<String, byte[]> letter) {
        return new String(letter.headers().lastHeader("logcast.reason").value(), UTF_8);
    }
}
