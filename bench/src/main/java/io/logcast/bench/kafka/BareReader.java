package io.logcast.bench.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a partition and frames what it reads, and nothing else: one KafkaConsumer with the client's defaults, committed records
 * only. Nobody who serves from Kafka can be quicker than that by much.
 */
public final class BareReader {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final int BUFFER = 64 * 1024;

    private final ByteBuffer frames = ByteBuffer.allocateDirect(BUFFER);
    private final Broker broker;

    public BareReader(Broker broker) {
        this.broker = broker;
    }

    /**
     * @param offset of the first record
     * @return seconds from before the consumer was made until the last record was framed
     */
    public double read(TopicPartition partition, long offset, long records) {
        long start = System.nanoTime();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            for (long left = records; left > 0; ) {
                var batch = consumer.poll(POLL);
                if (batch.isEmpty()) {
                    throw new IllegalStateException(left + " of " + records + " records did not come");
                }
                batch.forEach(this::frame);
                left -= batch.count();
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void frame(ConsumerRecord<byte[], byte[]> record) {
        byte[] id = ("id: bare:" + record.partition() + "-" + (record.offset() + 1) + "\ndata: ").getBytes(US_ASCII);
        if (frames.remaining() < id.length + record.value().length + 2) {
            frames.clear();
        }
        frames.put(id).put(record.value()).put((byte) '\n').put((byte) '\n');
    }
}
