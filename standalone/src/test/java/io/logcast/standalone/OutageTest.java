package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.StoppableBroker;
import io.logcast.testkit.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Kafka is not there, or goes away, and comes back. */
final class OutageTest {

    /** The projector comes back too, and its transactions. */
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");

    @Test
    void kafkaAwayAtTheStart_isSaidAndWaitedFor() throws Exception {
        try (StoppableBroker broker = StoppableBroker.create();
                Services services = Services.on(broker)) {
            assertUnavailable(services);
            assertThat(services.get("/health/liveness", null).statusCode()).isEqualTo(200);

            broker.start();
            services.awaitReady();

            define(services);
            try (SseRecorder subscriber = services.subscribe("stream=s", TOKEN)) {
                assertStatus(202, publish(services, 1));
                assertThat(subscriber.awaitMessages(1)).hasSize(1);
            }
        }
    }

    @Test
    void kafkaThatGoesAway_losesNothingThatWasAcknowledged() throws Exception {
        List<Integer> acknowledged = new ArrayList<>();
        try (StoppableBroker broker = StoppableBroker.create()) {
            broker.start();
            try (Services services = Services.on(broker)) {
                services.awaitReady();
                define(services);
                try (SseRecorder subscriber = services.subscribe("stream=s", TOKEN)) {
                    publishUntilRefused(services, broker, acknowledged);
                    assertUnavailable(services);

                    broker.start();
                    services.awaitReady();
                    acknowledge(services, 1000, acknowledged);

                    List<Integer> received = numbers(subscriber.awaitMessages(acknowledged.size(), RECOVERY));
                    assertThat(received).containsAll(acknowledged).doesNotHaveDuplicates();
                    // An event that was refused may have reached the log all the same; it must not change the order.
                    assertThat(received.stream().filter(acknowledged::contains).toList())
                            .isEqualTo(acknowledged);
                }
            }
        }
    }

    private static void publishUntilRefused(Services services, StoppableBroker broker, List<Integer> acknowledged)
            throws Exception {
        for (int n = 0; n < 20; n++) {
            acknowledge(services, n, acknowledged);
        }
        broker.stop();
        HttpResponse<String> refused = publish(services, 20);
        assertStatus(503, refused);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
    }

    private static void acknowledge(Services services, int n, List<Integer> acknowledged) throws Exception {
        assertStatus(202, publish(services, n));
        acknowledged.add(n);
    }

    private static void assertUnavailable(Services services) throws Exception {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            HttpResponse<String> readiness = services.get("/health/readiness", null);
            assertStatus(503, readiness);
            assertThat(readiness.body()).contains("kafka");
        });
        HttpResponse<String> refused = publish(services, -1);
        assertStatus(503, refused);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(refused.body()).contains("\"status\":503");
    }

    private static HttpResponse<String> publish(Services services, int n) throws Exception {
        return services.publish(TOKEN, """
                {"namespace":"a","name":"b","key":"k","payload":%d}""".formatted(n));
    }

    private static void define(Services services) throws Exception {
        assertStatus(201, services.define(TOKEN, "s", """
                {"events":[{"namespace":"a","name":"b","map":{"n":"payload"}}]}"""));
    }

    private static List<Integer> numbers(List<String> messages) {
        return messages.stream()
                .map(message -> Integer.valueOf(message.replaceAll(".*\"n\":(-?\\d+).*", "$1")))
                .toList();
    }
}
