package io.logcast.webhook.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

/** With the consumer that Kafka's own library has for tests: it is woken when it is told to be. */
class MembershipTest {

    /** Who saw the poll before wait may have been held up. Everything since the last commit would be delivered again. */
    @Test
    void poll_thatIsWokenTwice_hasNotFailed() {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        consumer.schedulePollTask(consumer::wakeup);
        consumer.schedulePollTask(consumer::wakeup);
        Membership group = new Membership(consumer, new NothingToDeliver());

        assertThat(group.poll(Duration.ofSeconds(1)).isEmpty()).isTrue();
    }

    private static final class NothingToDeliver implements Membership.Owner {

        @Override
        public Map<Integer, Long> settled() {
            return Map.of();
        }

        @Override
        public void close(int partition) {
            throw new AssertionError("none was given");
        }
    }
}
