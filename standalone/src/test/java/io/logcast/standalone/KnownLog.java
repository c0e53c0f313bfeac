package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.channel.Channel;
import io.logcast.channel.StreamId;
import io.logcast.delivery.ChannelKey;
import io.logcast.delivery.Delivery;
import io.logcast.delivery.DeliveryCodec;
import io.logcast.delivery.SourcePosition;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.stream.Roles;
import io.logcast.topic.Lanes;
import io.logcast.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes deliveries as a projector does, in transactions of which some are aborted, and knows what it has written. */
final class KnownLog implements AutoCloseable {

    /** A delivery that was committed; {@code number} is in its JSON, and ascends. */
    record Entry(int number, int partition, long offset, String stream, String role, String correlationId) {}

    static final TenantId TENANT = new TenantId("acme");
    static final List<String> ROLES = List.of("", "a", "b");

    private static final int PARTITIONS = 12;

    private final KafkaProducer<String, byte[]> producer;
    private final Lanes lanes;
    private final List<String> streams;
    private final Random random;
    private final Map<Integer, List<Entry>> committed = new TreeMap<>();
    private int written;

    KnownLog(String bootstrapServers, int lanes, List<String> streams, Random random) {
        this.lanes = new Lanes(PARTITIONS, lanes);
        this.streams = streams;
        this.random = random;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "known-log"),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    int partitionOf(String stream) {
        return lanes.partitionOf(TENANT, channel(stream));
    }

    List<Entry> of(int partition) {
        return committed.getOrDefault(partition, List.of());
    }

    /** One transaction; one in ten is aborted, and leaves a hole that is no loss. */
    void write(int count) throws ExecutionException, InterruptedException {
        boolean aborts = random.nextInt(10) == 0;
        List<Entry> entries = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        producer.beginTransaction();
        for (int i = 0; i < count; i++) {
            Entry entry = entry();
            entries.add(entry);
            sent.add(producer.send(record(entry)));
        }
        producer.flush();
        if (aborts) {
            producer.abortTransaction();
            return;
        }
        producer.commitTransaction();
        for (int i = 0; i < count; i++) {
            commit(entries.get(i), sent.get(i).get().offset());
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void commit(Entry entry, long offset) {
        committed
                .computeIfAbsent(entry.partition(), none -> new ArrayList<>())
                .add(new Entry(
                        entry.number(),
                        entry.partition(),
                        offset,
                        entry.stream(),
                        entry.role(),
                        entry.correlationId()));
    }

    private Entry entry() {
        String stream = streams.get(random.nextInt(streams.size()));
        String role = ROLES.get(random.nextInt(ROLES.size()));
        return new Entry(written++, partitionOf(stream), -1, stream, role, "c" + random.nextInt(5));
    }

    private ProducerRecord<String, byte[]> record(Entry entry) {
        // Now and then a large one, so that a slow reader's socket is full soon.
        String filler = "x".repeat(random.nextInt(20) == 0 ? 4000 : 100);
        Delivery delivery = new Delivery(
                TENANT,
                channel(entry.stream()),
                new EventType("a", "b"),
                new EventId("1"),
                Instant.now(),
                new SourcePosition(0, 0, 0),
                entry.role().isEmpty() ? Roles.NONE : Roles.of(entry.role()),
                entry.correlationId(),
                null,
                null,
                ("{\"n\":" + entry.number() + ",\"filler\":\"" + filler + "\"}").getBytes(UTF_8));
        return new ProducerRecord<>(
                Topics.DELIVERIES,
                entry.partition(),
                new ChannelKey(TENANT, delivery.channel()).toString(),
                delivery.json(),
                DeliveryCodec.headers(delivery));
    }

    private static Channel channel(String stream) {
        return Channel.stream(new StreamId(stream));
    }
}
