package io.logcast.node.definition;

import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.topic.TableCopy;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.stream.StreamKey;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of the topic, folded: the last one of a key counts. Confined to the table's thread. */
final class DefinitionCopy implements TableCopy<DefinitionSnapshot> {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionCopy.class);

    private final Map<StreamKey, StreamDefinition> streams = new HashMap<>();

    @Override
    public DefinitionSnapshot snapshot() {
        return DefinitionSnapshot.of(streams.values());
    }

    /** A record that is no definition leaves what was known before; one bad writer must not take a stream down. */
    @Override
    public void apply(ConsumerRecord<String, byte[]> written) {
        try {
            StreamKey key = StreamKey.parse(written.key() == null ? "" : written.key());
            if (written.value() == null) {
                streams.remove(key);
            } else {
                streams.put(key, StreamDefinitionCodec.read(key, Json.parse(written.value())));
            }
        } catch (InvalidField | MalformedJson e) {
            LOG.warn(
                    "Skipped the record at {}-{} of {}: it {}.",
                    written.partition(),
                    written.offset(),
                    written.topic(),
                    e.getMessage());
        }
    }
}
