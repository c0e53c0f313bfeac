package io.logcast.gateway.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.gateway.Samples;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

final class FollowedPartitionTest {

    private static final TopicPartition PARTITION = DeliveryConsumer.partition(0);

    private final Asked consumer = new Asked();
    private final Demand demand = new Demand(2, () -> {});
    private final FollowedPartition followed =
            new FollowedPartition(consumer, Samples.log(0, 0, 16), demand, Duration.ofSeconds(30));

    @Test
    void alarmForAnotherPartition_whileThisOneIsAskedFor_isLeftForThePoll() {
        demand.acquire(0);
        consumer.isWokenWhileAsked();

        followed.adapt(0);

        assertThat(demand.isFollowed(0)).isTrue();
        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(WakeupException.class);
    }

    @Test
    void questionThatNothingDisturbs_doesNotDisturbThePoll() {
        demand.acquire(0);

        followed.adapt(0);

        assertThat(consumer.poll(Duration.ZERO)).isEmpty();
    }

    /** Reads an empty partition. As Kafka's own, it notices a wakeup in a question, too, and forgets it then. */
    private static final class Asked extends MockConsumer<String, byte[]> {

        private boolean woken;

        Asked() {
            super("earliest");
            assign(List.of(PARTITION));
            updateBeginningOffsets(Map.of(PARTITION, 0L));
            updateEndOffsets(Map.of(PARTITION, 0L));
            pause(List.of(PARTITION));
        }

        void isWokenWhileAsked() {
            woken = true;
        }

        @Override
        public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
            if (woken) {
                woken = false;
                throw new WakeupException();
            }
            return super.beginningOffsets(partitions);
        }
    }
}
