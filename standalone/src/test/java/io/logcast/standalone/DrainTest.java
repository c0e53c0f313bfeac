package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.fanout.Fanout;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.SseFrame;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that stops: its subscribers are told, and come back one after the other to another one. */
final class DrainTest {

    private static final int SUBSCRIBERS = 60;
    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");

    private static KafkaFixture kafka;
    private Services services;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = KafkaFixture.start();
    }

    @AfterAll
    static void stopKafka() throws Exception {
        kafka.close();
    }

    @BeforeEach
    void start() throws Exception {
        services = Services.on(kafka);
        services.awaitReady();
        assertThat(services.define(TOKEN, "leaving", """
                {"events":[{"namespace":"leaving","name":"counted","map":{"n":"payload.n"}}]}""").statusCode()).isIn(200, 201);
    }

    @Test
    void stop_tellsEverySubscriberToComeBack_atDifferentTimes() throws Exception {
        List<SseRecorder> subscribers = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            subscribers.add(services.subscribe("stream=leaving", TOKEN));
        }
        for (SseRecorder subscriber : subscribers) {
            subscriber.awaitFrames(1);
        }

        services.close();

        List<Long> retries = new ArrayList<>();
        for (SseRecorder subscriber : subscribers) {
            subscriber.awaitClosed();
            SseFrame last = subscriber.frames().get(subscriber.frames().size() - 1);
            assertThat(last.data()).isEqualTo("{\"reason\":\"shutdown\",\"reconnect\":true}");
            retries.add(last.retry());
        }
        assertThat(retries).allMatch(retry -> retry >= 2000 && retry <= 2000 + SUBSCRIBERS);
        assertThat(retries.stream().distinct()).hasSizeGreaterThan(10);
    }

    @Test
    void subscribe_whileItStops_isRefusedForNow_andTheGatewayIsNotReady() throws Exception {
        services.bean(Fanout.class)
                .drain(Duration.ofSeconds(10))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);

        HttpResponse<String> refused = services.get("/v1/events?stream=leaving", TOKEN);

        assertStatus(503, refused);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.body()).contains("urn:logcast:problem:stopping");
        assertStatus(503, services.get("/health/readiness", null));
        services.close();
    }

    @Test
    void page_thatWaitsWhileItStops_isAnswered() throws Exception {
        Thread stopper = new Thread(() -> {
            Awaitility.await().until(() -> services.bean(Fanout.class).subscribers() > 0);
            services.bean(Fanout.class).drain(Duration.ZERO);
        });
        stopper.setDaemon(true);
        stopper.start();

        HttpResponse<String> page = services.page("stream=leaving&wait=60s", TOKEN);

        assertStatus(200, page);
        assertThat(page.body()).startsWith("{\"deliveries\":[],\"gaps\":[],\"next\":\"");
        stopper.join();
        services.close();
    }
}
