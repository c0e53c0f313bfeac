package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.SseFrame;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way of an event, from publisher to subscriber and back out of the log. */
final class PublishSubscribeTest {

    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");

    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        services = Services.start();
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
    }

    @Test
    void subscriber_getsEverythingInOrder_andAfterADisconnectExactlyWhatItMissed() throws Exception {
        define("numbers");
        String last;
        try (SseRecorder first = services.subscribe("stream=numbers", TOKEN)) {
            publish("numbers", 0, 100);
            assertThat(numbers(first.awaitMessages(100))).isEqualTo(range(0, 100));
            assertThat(first.events())
                    .allSatisfy(event -> assertThat(event.id()).isNotNull());
            last = first.lastId();
        }
        publish("numbers", 100, 150);

        try (SseRecorder second = services.subscribe("stream=numbers", TOKEN, last)) {
            assertThat(numbers(second.awaitMessages(50))).isEqualTo(range(100, 150));
            publish("numbers", 150, 155);
            assertThat(numbers(second.awaitMessages(55))).isEqualTo(range(100, 155));
        }
    }

    @Test
    void checkpoint_isTheFirstFrame_andResumesOneWhoSawNothing() throws Exception {
        define("quiet");
        String checkpoint;
        try (SseRecorder first = services.subscribe("stream=quiet", TOKEN)) {
            SseFrame frame = first.awaitFrames(1).get(0);
            assertThat(frame.data()).isNull();
            assertThat(frame.retry()).isEqualTo(2000);
            checkpoint = frame.id();
        }
        publish("quiet", 0, 3);

        try (SseRecorder second = services.subscribe("stream=quiet", TOKEN, checkpoint)) {
            assertThat(numbers(second.awaitMessages(3))).isEqualTo(range(0, 3));
        }
    }

    @Test
    void lastEventId_inTheQuery_resumesLikeTheHeader() throws Exception {
        define("query");
        publish("query", 0, 3);
        String second;
        try (SseRecorder all = services.subscribe("stream=query&from=earliest", TOKEN)) {
            all.awaitMessages(3);
            second = all.events().get(1).id();
        }

        try (SseRecorder resumed = services.subscribe("stream=query&lastEventId=" + second, TOKEN)) {
            assertThat(numbers(resumed.awaitMessages(1))).isEqualTo(range(2, 3));
        }
    }

    @Test
    void since_replaysFromATimeOn() throws Exception {
        define("timed");
        publish("timed", 0, 3);

        try (SseRecorder recent = services.subscribe("stream=timed&since=-5m", TOKEN)) {
            assertThat(numbers(recent.awaitMessages(3))).isEqualTo(range(0, 3));
        }
        try (SseRecorder future = services.subscribe("stream=timed&since=2100-01-01T00:00:00Z", TOKEN)) {
            publish("timed", 3, 4);
            assertThat(numbers(future.awaitMessages(1))).isEqualTo(range(3, 4));
        }
    }

    @Test
    void streams_severalOnOneConnection_shareOneOrder() throws Exception {
        define("left");
        define("right");
        try (SseRecorder both = services.subscribe("stream=left&stream=right", TOKEN)) {
            both.awaitFrames(1);
            publish("left", 0, 1);
            publish("right", 1, 2);
            both.awaitMessages(2);
            assertThat(numbers(both.messages())).containsExactlyInAnyOrder(0, 1);
        }
    }

    @Test
    void stream_acceptedWithCompression_staysReadable() throws Exception {
        define("plain");
        try (SseRecorder plain = SseRecorder.open(
                services.url("/v1/events?stream=plain"),
                Map.of("Authorization", "Bearer " + TOKEN, "Accept-Encoding", "gzip, zstd"))) {
            publish("plain", 0, 1);
            assertThat(plain.header("content-encoding")).isNull();
            assertThat(numbers(plain.awaitMessages(1))).isEqualTo(range(0, 1));
        }
    }

    private static void define(String name) throws Exception {
        String definition = """
                {"events":[{"namespace":"%s","name":"counted","map":{"n":"payload.n"}}]}""".formatted(name);
        assertStatus(201, services.define(TOKEN, name, definition));
    }

    private static void publish(String namespace, int first, int until) throws Exception {
        for (int n = first; n < until; n++) {
            String event = """
                    {"namespace":"%s","name":"counted","payload":{"n":%d}}""".formatted(namespace, n);
            assertStatus(202, services.publish(TOKEN, event));
        }
    }

    /** The numbers that the messages carry. */
    private static List<Integer> numbers(List<String> messages) {
        return messages.stream()
                .map(message -> Integer.valueOf(message.replaceAll(".*\"n\":(\\d+).*", "$1")))
                .toList();
    }

    private static List<Integer> range(int from, int until) {
        return IntStream.range(from, until).boxed().toList();
    }
}
