package io.logcast.node.topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of a compacted topic, folded: the last one of a key counts. Confined to the thread of its table.
 *
 * @param <S> what it makes of them, immutable
 */
public interface TableCopy<S> {

    /** Must not throw because of what stands in a record: what cannot be read leaves what was known before. */
    void apply(ConsumerRecord<String, byte[]> written);

    S snapshot();
}
