package io.logcast.gateway.replay;

import io.logcast.gateway.tail.DeliveryConsumer;
import io.logcast.gateway.tail.EntryDecoder;
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

/** Reads {@code logcast.deliveries} with one consumer; confined to the thread of its {@link ReplayReader}. */
final class LogReading implements PartitionLog {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<String, byte[]> consumer;
    private final Places places;
    private final ReceivedBytes bytes;
    private final EntryDecoder decoder = new EntryDecoder();

    LogReading(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
        this.places = new Places(consumer);
        this.bytes = new ReceivedBytes(consumer.metrics().values());
    }

    /** @param client base properties of a Kafka client; what they say of fetching wins over what stands here */
    static LogReading open(Map<String, Object> client) {
        client.putIfAbsent("max.poll.records", Block.RECORDS);
        client.putIfAbsent("max.partition.fetch.bytes", Block.FETCH);
        client.putIfAbsent("fetch.max.bytes", Block.FETCH);
        // A fetch that waits at the end of the log for news would hold up the next read, which wants old records.
        client.putIfAbsent("fetch.max.wait.ms", 10);
        return new LogReading(DeliveryConsumer.create(client));
    }

    @Override
    public Stretch read(int partition, long from) {
        TopicPartition where = DeliveryConsumer.partition(partition);
        try {
            places.take(where, from);
            return poll(where, from);
        } catch (OffsetOutOfRangeException e) {
            places.forget();
            return gone(partition, from);
        } catch (RuntimeException | Error e) {
            // The consumer may have passed what nobody got. And whatever has gone wrong may belong to another partition
            // and would come again and again.
            places.forget();
            throw e;
        }
    }

    @Override
    public LogRange range(int partition) {
        TopicPartition where = DeliveryConsumer.partition(partition);
        long start = consumer.beginningOffsets(List.of(where), PATIENCE).get(where);
        long end = consumer.endOffsets(List.of(where), PATIENCE).get(where);
        return new LogRange(start, Math.max(start, end));
    }

    @Override
    public long since(int partition, Instant time) {
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
    public Map<Integer, Long> positions() {
        return places.positions();
    }

    @Override
    public long received() {
        return bytes.sinceLast();
    }

    @Override
    public void forget() {
        places.forget();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Block poll(TopicPartition where, long from) {
        ConsumerRecords<String, byte[]> polled = consumer.poll(PATIENCE);
        long next = consumer.position(where, PATIENCE);
        if (next == from) {
            throw new TimeoutException("nothing came from " + where + " at " + from);
        }
        // A lag that is not known is taken for none: reading ahead at the end would hold this thread up for nothing.
        boolean isLast = consumer.currentLag(where).orElse(0) == 0;
        places.moved(where, next);
        return new Block(where.partition(), from, next, decoder.decode(polled.records(where)), isLast);
    }

    /** Another partition of which something was fetched ahead may be the one that is out of range; this one is asked. */
    private Gone gone(int partition, long from) {
        LogRange range = range(partition);
        if (from >= range.start()) {
            throw new TimeoutException("nothing at " + from + " of partition " + partition + ", which has " + range);
        }
        return new Gone(range.start());
    }
}
