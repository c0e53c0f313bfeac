package io.logcast.publish.http;

import static io.logcast.publish.http.PublisherServer.ADMIN;
import static io.logcast.publish.http.PublisherServer.SENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.publish.http.PublisherServer.Answer;
import io.logcast.testkit.StoppableBroker;
import io.logcast.topic.Topics;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka is away: at the start, or in between. */
@Timeout(180)
class OutageHttpTest {

    private static final String EVENT = "{\"namespace\":\"n\",\"name\":\"e\",\"payload\":1}";
    private static final String STREAM = "{\"events\":[{\"namespace\":\"n\",\"name\":\"e\"}]}";

    @Test
    void kafka_absentAtTheStart_is503UntilItComes() throws Exception {
        try (StoppableBroker broker = StoppableBroker.create();
                PublisherServer server = PublisherServer.start(broker.bootstrapServers())) {
            assertUnavailable(server.publish(SENDER, EVENT));
            assertUnavailable(server.publish(SENDER, "[" + EVENT + "," + EVENT + "]"));
            assertUnavailable(server.put(ADMIN, "/v1/streams/s", STREAM));
            assertThat(server.get(null, "/health/readiness").status()).isEqualTo(503);
            assertThat(server.get(null, "/health/liveness").status()).isEqualTo(200);

            broker.start();

            awaitReady(server);
            assertThat(server.publish(SENDER, EVENT).status()).isEqualTo(202);
            assertThat(server.put(ADMIN, "/v1/streams/s", STREAM).status()).isEqualTo(201);
        }
    }

    @Test
    void kafka_stopped_is503AndEverythingAcknowledgedIsThereAfterwards() throws Exception {
        try (StoppableBroker broker = StoppableBroker.create()) {
            broker.start();
            try (PublisherServer server = PublisherServer.start(broker.bootstrapServers())) {
                awaitReady(server);
                assertThat(server.publish(SENDER, EVENT).status()).isEqualTo(202);

                broker.stop();
                // The first answers may come from the producer's own patience, later ones from the broker watch.
                assertUnavailable(server.publish(SENDER, EVENT));
                await().atMost(60, TimeUnit.SECONDS)
                        .until(() -> server.get(null, "/health/readiness").status() == 503);
                assertUnavailable(server.publish(SENDER, EVENT));

                broker.start();
                awaitReady(server);
                assertThat(server.publish(SENDER, EVENT).status()).isEqualTo(202);
                assertThat(broker.read(Topics.EVENTS, 2)).hasSizeBetween(2, 3);
            }
        }
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.retryAfter()).isEqualTo("1");
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.text("/type")).isEqualTo("urn:logcast:problem:broker-away");
    }

    private static void awaitReady(PublisherServer server) {
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> server.get(null, "/health/readiness").status() == 200);
    }
}
