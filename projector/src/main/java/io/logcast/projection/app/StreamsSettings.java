package io.logcast.projection.app;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;

/** The settings of Kafka Streams, each with its reason; measured in research/embedded.md section 4. */
final class StreamsSettings {

    /** Names the group, its offsets and its transactions: with another one the projection begins at the oldest event again. */
    static final String APPLICATION_ID = "logcast-projector";

    private StreamsSettings() {}

    static Properties of(KafkaSettings kafka, ProjectorSettings projector, NodeId node) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, projector.threads());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, projector.stateFolder());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replication() < 1 ? -1 : kafka.replication());
        // Stores, if ever there are some: RocksDB is not on the classpath.
        settings.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedBySink.class);
        putTransactions(settings, projector);
        putMembership(settings, node);
        putSizes(settings);
        // The operator's own settings win.
        settings.putAll(kafka.client(APPLICATION_ID + "-" + node.nodeId()));
        return settings;
    }

    private static void putTransactions(Properties settings, ProjectorSettings projector) {
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                projector.commitInterval().toMillis());
        settings.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        // A transaction begins while the broker still ends the one before: it answers "try again", and the default is
        // 100 ms.
        settings.put(producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        // After kill -9 nobody ends the open transaction, for a stateless application comes back with another
        // transactional id.
        // Until the broker gives it up, committed readers wait in front of it.
        settings.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 5_000);
    }

    private static void putMembership(Properties settings, NodeId node) {
        // A static member: who comes back under its name gets its partitions at once, instead of after 45 s.
        settings.put(consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), node.nodeId());
        // The partitions of a node that does not come back wait this long for the others.
        settings.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        settings.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
    }

    private static void putSizes(Properties settings) {
        settings.put(consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), Topics.MAX_EVENT_RECORD);
        settings.put(consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 2 * Topics.MAX_EVENT_RECORD);
        // What was fetched and waits is counted in records, and a record may be large: the default is 1,000.
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 100);
        settings.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_DEAD_LETTER_RECORD);
    }
}
