package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.SseFrame;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one connection can ask for, with the channels of a tenant spread over several lanes. */
final class ChannelsTest {

    private static final String ADMIN = Tokens.DEFAULT.token("acme", "admin", "event-sender", "stream-admin");
    private static final String ANN = Tokens.DEFAULT.token("acme", "ann", "stream-listener");
    private static final String BOB = Tokens.DEFAULT.token("acme", "bob", "clerk");
    private static final List<String> STREAMS = List.of("s0", "s1", "s2", "s3");

    private static KafkaFixture kafka;
    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaFixture.start();
        services = Services.on(kafka, Map.of("logcast.deliveries.lanes", 3));
        services.awaitReady();
        for (String stream : STREAMS) {
            assertStatus(201, services.define(ADMIN, stream, """
                    {"events":[{"namespace":"a","name":"%s","map":{"n":"payload"}}]}""".formatted(stream)));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        kafka.close();
    }

    @Test
    void severalStreams_overSeveralLanes_resumeWithOneCursor() throws Exception {
        try (SseRecorder before = services.subscribe("stream=s0&stream=s1&stream=s2&stream=s3", ANN)) {
            for (int n = 0; n < 40; n++) {
                publish("s" + n % 4, n, "");
            }
            before.awaitMessages(40);
            String cursor = before.events().get(24).id();
            assertThat(cursor).contains(",");

            try (SseRecorder resumed = services.subscribe("stream=s0&stream=s1&stream=s2&stream=s3", ANN, cursor)) {
                resumed.awaitMessages(15);
                publish("s0", 99, "");
                resumed.awaitMessages(16);

                List<String> expected = before.messages().subList(25, 40);
                assertThat(resumed.messages().subList(0, 15)).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(resumed.messages().get(15)).contains("\"n\":99");
            }
        }
    }

    @Test
    void userMe_getsWhatIsAddressedToThatUser() throws Exception {
        try (SseRecorder ann = services.subscribe("user=me", ANN);
                SseRecorder bob = services.subscribe("user=me&user=bob", BOB)) {
            publish("other", 1, "\"to\":\"user/ann\",");
            publish("other", 2, "\"to\":\"user/bob\",");

            assertThat(ann.awaitMessages(1)).singleElement().asString().contains("\"payload\":1");
            assertThat(bob.awaitMessages(1)).singleElement().asString().contains("\"payload\":2");
        }
    }

    @Test
    void room_besideAStream_comesOnTheSameConnection() throws Exception {
        try (SseRecorder both = services.subscribe("stream=s1&room=kitchen", ANN)) {
            publish("other", 7, "\"to\":\"room/kitchen\",");
            publish("s1", 8, "");

            assertThat(both.awaitMessages(2))
                    .anySatisfy(message -> assertThat(message).contains("\"payload\":7"))
                    .anySatisfy(message -> assertThat(message).contains("\"n\":8"));
        }
    }

    @Test
    void typeAndCriteria_narrow() throws Exception {
        String two = "stream=s2&stream=s3";
        String criteria = "&criteria=%7B%22correlationId%22%3A%22c1%22%2C%22context%22%3A%7B%22shop%22%3A3%7D%7D";
        try (SseRecorder type = services.subscribe(two + "&type=a%3As3", ANN);
                SseRecorder affair = services.subscribe(two + criteria, ANN)) {
            publish("s2", 1, "\"correlationId\":\"c1\",\"context\":{\"shop\":3},");
            publish("s2", 2, "\"correlationId\":\"c1\",\"context\":{\"shop\":4},");
            publish("s2", 3, "");
            publish("s3", 4, "\"correlationId\":\"c1\",\"context\":{\"shop\":3},");

            assertThat(type.awaitMessages(1)).singleElement().asString().contains("\"n\":4");
            assertThat(affair.awaitMessages(2))
                    .satisfiesExactlyInAnyOrder(
                            first -> assertThat(first).contains("\"n\":1"),
                            second -> assertThat(second).contains("\"n\":4"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stream=s0&lagging=never, 400, lagging",
        "stream=s0&type=nocolon, 400, type",
        "stream=s0&criteria=[1], 400, criteria",
        "stream=s0&criteria={, 400, criteria",
        "lagging=lag, 400, stream",
        "user=ann, 403, user 'ann'",
        "room=kitchen, 403, room 'kitchen'",
    })
    void whatCannotBeGranted_isRefusedByName(String query, int status, String named) throws Exception {
        String encoded = query.replace("[", "%5B").replace("]", "%5D").replace("{", "%7B");

        assertThat(services.get("/v1/events?" + encoded, BOB)).satisfies(answer -> {
            assertStatus(status, answer);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.body()).contains(named);
        });
    }

    /** With a Kafka of its own: deleting the topic under the other tests would be no test of theirs. */
    @Test
    void topicThatWasMadeAnew_isAGapAndNeverAWrongReplay() throws Exception {
        try (KafkaFixture own = KafkaFixture.start();
                Services gateway = Services.on(own)) {
            gateway.awaitReady();
            assertStatus(201, gateway.define(ADMIN, "s", "{\"events\":[{\"namespace\":\"a\",\"name\":\"b\"}]}"));
            try (SseRecorder before = gateway.subscribe("stream=s", ANN)) {
                before.awaitFrames(1);
                makeDeliveriesAnew(own);
                before.awaitClosed();

                assertThat(before.events()).last().satisfies(close -> {
                    assertThat(close.event()).isEqualTo("logcast.close");
                    assertThat(close.data()).contains("log-lost");
                });
                gateway.awaitReady();
                assertThat(firstFrame(gateway, before.lastId()).data()).contains("\"reason\":\"epoch\"");
            }
        }
    }

    private static SseFrame firstFrame(Services gateway, String cursor) throws Exception {
        try (SseRecorder resumed = gateway.subscribe("stream=s", ANN, cursor)) {
            return resumed.awaitFrames(1).get(0);
        }
    }

    private static void makeDeliveriesAnew(KafkaFixture own) throws Exception {
        try (Admin admin = own.admin()) {
            admin.deleteTopics(List.of("logcast.deliveries")).all().get(30, TimeUnit.SECONDS);
        }
        Awaitility.await().ignoreExceptions().until(() -> {
            own.createTopic("logcast.deliveries", 12, Map.of());
            return true;
        });
    }

    private static void publish(String name, int payload, String members) throws Exception {
        assertStatus(202, services.publish(ADMIN, """
                {"namespace":"a","name":"%s",%s"payload":%d}""".formatted(name, members, payload)));
    }
}
