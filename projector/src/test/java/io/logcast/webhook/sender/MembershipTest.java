package io.logcast.webhook.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** With the consumer that Kafka's own library has for tests: it is woken when it is told to be. */
class MembershipTest {

    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 3);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Membership group = new Membership(consumer, new NothingToDeliver(() -> false));

    /** Who saw the poll before wait may have been held up. Everything since the last commit would be delivered again. */
    @Test
    void poll_thatIsWokenTwice_hasNotFailed() {
        consumer.schedulePollTask(consumer::wakeup);
        consumer.schedulePollTask(consumer::wakeup);

        assertThat(group.poll(Duration.ofSeconds(1)).isEmpty()).isTrue();
    }

    @Test
    void partitionThatHasCome_saysWhereItBeginsAndWhereTheLogEnds() {
        comes(5);
        consumer.updateEndOffsets(Map.of(EVENTS, 9L));

        assertThat(group.arrived()).containsOnly(Map.entry(3, new Membership.Arrived(5, 9)));
        assertThat(group.arrived()).isEmpty();
    }

    @Test
    void partitionWhoseEndNobodyTells_comesAllTheSame() {
        comes(5);
        consumer.setOffsetsException(new TimeoutException("no leader"));

        assertThat(group.arrived()).containsOnly(Map.entry(3, new Membership.Arrived(5, Long.MAX_VALUE)));
    }

    /** Its wakeup would have found no poll that waits, and the answer would lie there until the poll is over. */
    @Test
    void whatComesJustBeforeAPoll_isNotWaitedOver() {
        Polls polls = new Polls();

        new Membership(polls, new NothingToDeliver(() -> true)).poll(Duration.ofSeconds(1));

        assertThat(polls.waits).containsExactly(Duration.ZERO);
    }

    @Test
    void whatComesRightAfterTheLastLook_wakesThePoll() {
        Polls polls = new Polls();
        List<Membership> present = new ArrayList<>();
        present.add(new Membership(polls, new NothingToDeliver(() -> {
            present.forEach(Membership::wake);
            return false;
        })));

        present.get(0).poll(Duration.ofSeconds(1));

        assertThat(polls.waits).containsExactly(Duration.ofSeconds(1), Duration.ZERO);
    }

    /** The partition, whose log begins there. */
    private void comes(long start) {
        consumer.updateBeginningOffsets(Map.of(EVENTS, start));
        consumer.rebalance(List.of(EVENTS));
    }

    /** Tells how long each poll was to wait. */
    private static final class Polls extends MockConsumer<String, byte[]> {

        final List<Duration> waits = new ArrayList<>();

        Polls() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration atMost) {
            waits.add(atMost);
            return super.poll(atMost);
        }
    }

    private static final class NothingToDeliver implements Membership.Owner {

        private final BooleanSupplier isCalled;

        NothingToDeliver(BooleanSupplier isCalled) {
            this.isCalled = isCalled;
        }

        @Override
        public Map<Integer, Long> settled() {
            return Map.of();
        }

        @Override
        public void close(int partition) {
            throw new AssertionError("none was given");
        }

        @Override
        public boolean isCalled() {
            return isCalled.getAsBoolean();
        }
    }
}
