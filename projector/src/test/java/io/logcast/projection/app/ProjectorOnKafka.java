package io.logcast.projection.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.projection.ProjectionCounters;
import io.logcast.projection.ProjectionTopology;
import io.logcast.projection.definition.DefinitionWriter;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.testkit.StoppableBroker;
import io.logcast.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A projector and its own broker, in this process. */
final class ProjectorOnKafka implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final KafkaSettings kafka;
    final ProjectionCounters counters = new ProjectionCounters();

    private final StoppableBroker broker = StoppableBroker.create();
    private final Path folder;
    private final KafkaProducer<String, byte[]> producer;
    private final DefinitionTable table;
    private final BrokerWatch watch;

    private StreamsLifecycle lifecycle;

    /** Everything but the broker and the projector runs. */
    ProjectorOnKafka(Path folder) throws IOException {
        this.folder = folder;
        this.kafka = KafkaSettings.at(broker.bootstrapServers());
        this.watch = BrokerWatch.start(kafka, Topics.all());
        this.table = DefinitionTable.start(kafka);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "max.request.size",
                        Topics.MAX_EVENT_RECORD,
                        "linger.ms",
                        1,
                        "reconnect.backoff.max.ms",
                        500,
                        // Without it, batches may overtake each other while a new partition is loading (ProducerConfigs
                        // of the publisher), and the tests look at the order.
                        "max.in.flight.requests.per.connection",
                        1),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    ProjectorOnKafka startBroker() throws IOException {
        broker.start();
        return this;
    }

    void stopBroker() throws IOException {
        broker.stop();
    }

    ProjectorOnKafka startProjector(StreamDefinition... streams) {
        Properties settings = StreamsSettings.of(
                kafka,
                new ProjectorSettings(
                        1, Duration.ofMillis(20), folder.resolve("state").toString()),
                new NodeId("node-1"));
        lifecycle = new StreamsLifecycle(
                watch,
                table,
                List.of(streams),
                new DefinitionWriter(kafka),
                () -> new StreamsRun(ProjectionTopology.build(new TableDefinitions(table), counters, 1), settings));
        lifecycle.start();
        return this;
    }

    void stopProjector() {
        lifecycle.close();
    }

    StreamsLifecycle lifecycle() {
        return lifecycle;
    }

    DefinitionTable table() {
        return table;
    }

    RecordMetadata publish(String key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(Topics.EVENTS, key, value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** A record that is small on the wire and in the topic, whatever it is unpacked. */
    void publishCompressed(byte[] value) throws ExecutionException, InterruptedException {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "compression.type",
                "gzip",
                "max.request.size",
                2 * value.length);
        try (KafkaProducer<String, byte[]> compressing =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            compressing
                    .send(new ProducerRecord<>(Topics.EVENTS, "acme/x", value))
                    .get();
        }
    }

    /** Returns before the broker has answered. */
    @SuppressWarnings("FutureReturnValueIgnored") // What is lost is missing in the count.
    void publishLater(String key, String value) {
        producer.send(new ProducerRecord<>(Topics.EVENTS, key, value.getBytes(UTF_8)));
    }

    /** As by another who writes to the topic; returns before the broker has answered. */
    @SuppressWarnings("FutureReturnValueIgnored") // What is lost is missing in the count.
    void defineLater(StreamDefinition stream) {
        producer.send(new ProducerRecord<>(
                Topics.STREAM_DEFINITIONS, stream.key().toString(), StreamDefinitionCodec.encode(stream)));
    }

    void flush() {
        producer.flush();
    }

    /** The committed records of the topic from its beginning, as soon as there are that many, and those that follow at once. */
    List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
        watch.ready().toCompletableFuture().join();
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "fetch.max.wait.ms",
                100);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            return readOn(consumer, count);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> readOn(KafkaConsumer<String, byte[]> consumer, int count) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (records.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + records.size() + " of " + count + " records came");
            }
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        // One more would be one too many: it would already be on its way.
        consumer.poll(Duration.ofMillis(500)).forEach(records::add);
        return records;
    }

    @Override
    public void close() throws IOException {
        if (lifecycle != null) {
            lifecycle.close();
        }
        producer.close(Duration.ZERO);
        table.close();
        watch.close();
        broker.close();
    }
}
