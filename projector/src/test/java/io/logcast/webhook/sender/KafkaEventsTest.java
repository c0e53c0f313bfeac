package io.logcast.webhook.sender;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.node.broker.KafkaSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KafkaEventsTest {

    /** No broker is needed: the consumer refuses such an offset by itself, and not with an exception of Kafka's. */
    @Test
    void readingThatGoesWrong_isAnswered_andSoAreThoseAfterIt() {
        try (KafkaEvents events = KafkaEvents.start(KafkaSettings.at("127.0.0.1:1"))) {
            for (int time = 0; time < 3; time++) {
                CompletableFuture<Block> answer = events.read(0, -1).toCompletableFuture();

                assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
