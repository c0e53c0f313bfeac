package io.logcast.bench.kafka;

import io.logcast.bench.feed.PayloadScanner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer of committed records in a thread of its own, which takes the time of what it sees. */
public final class Listener implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long LONGEST_NANOS = 600_000_000_000L;

    private final PayloadScanner payload = new PayloadScanner();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final Thread thread;
    private final Histogram latency = new Histogram(1_000, LONGEST_NANOS, 3);
    private volatile boolean stopped;

    private Listener(Broker broker, String topic) {
        this.thread = new Thread(() -> listen(broker, topic), "bench-listener");
    }

    /** Hears everything that is written after it returns. */
    public static Listener start(Broker broker, String topic) throws InterruptedException {
        Listener listener = new Listener(broker, topic);
        listener.thread.setDaemon(true);
        listener.thread.start();
        listener.listening.await();
        return listener;
    }

    public synchronized long count() {
        return latency.getTotalCount();
    }

    /** What was heard since the last call, in nanoseconds. */
    public synchronized Histogram take() {
        Histogram taken = latency.copy();
        latency.reset();
        return taken;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    private void listen(Broker broker, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            listening.countDown();
            while (!stopped) {
                consumer.poll(POLL).forEach(this::hear);
            }
        }
    }

    private synchronized void hear(ConsumerRecord<byte[], byte[]> record) {
        long now = System.nanoTime();
        payload.reset();
        for (int i = 0; i < record.value().length && !payload.isComplete(); i++) {
            payload.take(record.value()[i]);
        }
        latency.recordValue(Math.max(0, Math.min(LONGEST_NANOS, now - payload.sent())));
    }
}
