package io.logcast.standalone;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A publisher at full speed, a subscriber that comes back, and a platform that is killed three times: Kafka, projector,
 * gateway and publisher door together, in the middle of their work.
 */
final class CrashIT {

    private static final int EVENTS = 20_000;
    private static final int KILLS = 3;

    @Test
    void everyAcknowledgedEvent_arrivesExactlyOnceAndInOrderOfItsKey_acrossKills() throws Exception {
        try (Runner runner = Runner.start("run")) {
            runner.awaitReady();
            String token = runner.token();
            try (ResumingSubscriber subscriber = new ResumingSubscriber(runner.url(), "greetings", token);
                    FirehosePublisher publisher = new FirehosePublisher(runner.url(), token)) {
                subscriber.awaitConnected();
                for (int kill = 1; kill <= KILLS; kill++) {
                    publisher.awaitAcknowledged(kill * EVENTS / (KILLS + 1));
                    runner.killAndRestart();
                }
                publisher.awaitAcknowledged(EVENTS);
                List<Ticket> acknowledged = publisher.stop();
                List<Ticket> received = subscriber.awaitAll(acknowledged);

                assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(EVENTS);
                assertThat(subscriber.gaps()).isEmpty();
                assertThat(received).doesNotHaveDuplicates().containsAll(acknowledged);
                assertThat(byKey(received))
                        .allSatisfy((key, numbers) -> assertThat(numbers).isSorted());
            }
        }
    }

    private static Map<Integer, List<Integer>> byKey(List<Ticket> tickets) {
        return tickets.stream().collect(groupingBy(Ticket::key, mapping(Ticket::number, toList())));
    }
}
