package io.logcast.gateway.replay;

import io.logcast.gateway.tail.DeliveryConsumer;
import io.logcast.gateway.tail.EntryDecoder;
import io.logcast.gateway.tail.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads positions of {@code logcast.deliveries} with one consumer; confined to the thread of its {@link ReplayReader}. */
final class LogReading implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<String, byte[]> consumer;
    private final EntryDecoder decoder = new EntryDecoder();

    LogReading(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    Slice read(int partition, long from) {
        TopicPartition where = DeliveryConsumer.partition(partition);
        try {
            seek(where, from);
            ConsumerRecords<String, byte[]> polled = consumer.poll(PATIENCE);
            long next = consumer.position(where, PATIENCE);
            if (next == from) {
                throw new TimeoutException("nothing came from " + where + " at " + from);
            }
            return new Slice.Entries(decoder.decode(polled.records(where)), next);
        } catch (OffsetOutOfRangeException e) {
            return new Slice.TooOld(range(partition).start());
        }
    }

    LogRange range(int partition) {
        TopicPartition where = DeliveryConsumer.partition(partition);
        long start = consumer.beginningOffsets(List.of(where), PATIENCE).get(where);
        long end = consumer.endOffsets(List.of(where), PATIENCE).get(where);
        return new LogRange(start, Math.max(start, end));
    }

    long since(int partition, Instant time) {
        TopicPartition where = DeliveryConsumer.partition(partition);
        // The end is asked for first: what arrives between the two answers is then replayed rather than skipped.
        long end = range(partition).end();
        // Kafka takes no time before 1970, and has no record of one either.
        long millis = Math.max(0, time.toEpochMilli());
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(where, millis), PATIENCE).get(where);
        return found == null ? end : Math.min(found.offset(), end);
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** A replay that goes on where the last poll ended keeps what the consumer has fetched ahead. */
    private void seek(TopicPartition where, long from) {
        if (consumer.assignment().contains(where) && consumer.position(where, PATIENCE) == from) {
            return;
        }
        consumer.assign(List.of(where));
        consumer.seek(where, from);
    }
}
