package io.logcast.projection.definition;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the definitions of the folder to their topic, where the publisher and the gateways find them too. */
public final class DefinitionWriter {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionWriter.class);

    private final KafkaSettings kafka;

    public DefinitionWriter(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /**
     * Writes those that differ from what is known: another record for each start would make every gateway read on.
     *
     * @return the position that a reader must have to know them all; empty if nothing had to be written
     * @throws KafkaException if Kafka does not take them; some may be written then
     */
    public OptionalLong write(Collection<StreamDefinition> wanted, DefinitionSnapshot known)
            throws InterruptedException {
        List<StreamDefinition> changed =
                wanted.stream().filter(definition -> differs(definition, known)).toList();
        if (changed.isEmpty()) {
            return OptionalLong.empty();
        }
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(config());
        try {
            return OptionalLong.of(write(changed, producer));
        } finally {
            producer.close(Duration.ofSeconds(1));
        }
    }

    private static long write(List<StreamDefinition> changed, KafkaProducer<String, byte[]> producer)
            throws InterruptedException {
        long position = 0;
        for (StreamDefinition definition : changed) {
            position = write(definition, producer) + 1;
            LOG.info("Stream {} is as its file says.", definition.key());
        }
        return position;
    }

    private static long write(StreamDefinition definition, KafkaProducer<String, byte[]> producer)
            throws InterruptedException {
        try {
            return producer.send(new ProducerRecord<>(
                            Topics.STREAM_DEFINITIONS,
                            definition.key().toString(),
                            StreamDefinitionCodec.encode(definition)))
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new KafkaException("the definition of " + definition.key() + " was not written", e.getCause());
        }
    }

    private static boolean differs(StreamDefinition definition, DefinitionSnapshot known) {
        // As bytes: the order of a map's members counts, and Map.equals does not see it.
        return known.find(definition.key())
                .map(there ->
                        !Arrays.equals(StreamDefinitionCodec.encode(there), StreamDefinitionCodec.encode(definition)))
                .orElse(true);
    }

    private Map<String, Object> config() {
        Map<String, Object> config = kafka.client("logcast-projector-definitions");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return config;
    }
}
