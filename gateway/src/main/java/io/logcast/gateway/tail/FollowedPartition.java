package io.logcast.gateway.tail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a partition for as long as somebody needs it, and a while longer. Confined to the tail thread. */
final class FollowedPartition {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedPartition.class);

    /** Who is needed again after a long rest begins at the end: what lies between, nobody may ever ask for. */
    private static final long MOST_TO_CATCH_UP = 10_000;

    private final Consumer<String, byte[]> consumer;
    private final TopicPartition partition;
    private final TailLog log;
    private final Demand demand;
    private final long grace;
    private boolean follows;
    private long neededAt;
    private long end;

    FollowedPartition(Consumer<String, byte[]> consumer, TailLog log, Demand demand, Duration grace) {
        this.consumer = consumer;
        this.partition = DeliveryConsumer.partition(log.partition());
        this.log = log;
        this.demand = demand;
        this.grace = grace.toNanos();
    }

    TailLog log() {
        return log;
    }

    /**
     * Does what the demand asks for.
     *
     * @return whether the log has moved by that
     */
    boolean adapt(long nanoTime) {
        if (demand.isNeeded(log.partition())) {
            neededAt = nanoTime;
            return follows ? noteCaughtUp() : resume();
        }
        if (follows && nanoTime - neededAt >= grace) {
            pause();
        }
        return false;
    }

    private boolean resume() {
        long start = asked(consumer::beginningOffsets);
        end = asked(consumer::endOffsets);
        boolean restarts = log.next() < start || log.next() > end || end - log.next() > MOST_TO_CATCH_UP;
        if (restarts) {
            log.restart(end);
            consumer.seek(partition, end);
        }
        consumer.resume(List.of(partition));
        follows = true;
        noteCaughtUp();
        return restarts;
    }

    private boolean noteCaughtUp() {
        demand.followed(log.partition(), log.next() >= end);
        return false;
    }

    private void pause() {
        consumer.pause(List.of(partition));
        follows = false;
        demand.followed(log.partition(), false);
    }

    /**
     * Another alarm of the demand may come in between. It is passed on to the poll: it may be for a partition that has been looked
     * at already in this round, and who stops is noticed there, too.
     */
    private long asked(Function<List<TopicPartition>, Map<TopicPartition, Long>> question) {
        boolean woken = false;
        while (true) {
            try {
                long answer = question.apply(List.of(partition)).get(partition);
                if (woken) {
                    consumer.wakeup();
                }
                return answer;
            } catch (WakeupException e) {
                LOG.debug("woken up while asking for the bounds of {}", partition);
                woken = true;
            }
        }
    }
}
