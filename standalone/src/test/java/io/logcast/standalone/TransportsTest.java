package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream is the same whatever moves its bytes. */
final class TransportsTest {

    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");

    private static KafkaFixture kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaFixture.start();
    }

    @AfterAll
    static void stop() throws Exception {
        kafka.close();
    }

    static List<String> offered() {
        return Stream.of("auto", "nio", Epoll.isAvailable() ? "epoll" : "", IoUring.isAvailable() ? "io_uring" : "")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("offered")
    void stream_overEachTransportThatTheMachineOffers_delivers(String transport) throws Exception {
        try (Services services = Services.on(kafka, Map.of("logcast.gateway.transport", transport))) {
            services.awaitReady();
            assertStatus(201, services.define(TOKEN, "over-" + transport, """
                    {"events":[{"namespace":"%s","name":"sent","map":{"n":"payload.n"}}]}""".formatted(transport)));
            try (SseRecorder subscriber = services.subscribe("stream=over-" + transport + "&from=earliest", TOKEN)) {
                assertStatus(202, services.publish(TOKEN, """
                        {"namespace":"%s","name":"sent","payload":{"n":1}}""".formatted(transport)));
                assertThat(subscriber.awaitMessages(1).get(0)).contains("\"n\":1");
            }
        }
    }

    @Test
    void start_withATransportThatThereIsNot_isRefusedByName() {
        assertThatThrownBy(() -> Services.on(kafka, Map.of("logcast.gateway.transport", "pigeon"))
                        .close())
                .hasStackTraceContaining("logcast.gateway.transport must be one of auto, io_uring, epoll, nio");
    }
}
