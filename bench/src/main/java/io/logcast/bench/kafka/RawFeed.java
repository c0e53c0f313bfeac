package io.logcast.bench.kafka;

import io.logcast.bench.feed.Feed;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Payloads as they are, to one partition of one topic: what Kafka alone does. */
public final class RawFeed implements Feed {

    private final Writer writer;
    private final String topic;

    public RawFeed(Broker broker, String topic) {
        this.writer = new Writer(broker.bootstrapServers(), 0);
        this.topic = topic;
    }

    @Override
    public void send(int channel, byte[] json) {
        writer.send(new ProducerRecord<>(topic, 0, null, json));
    }

    @Override
    public long acknowledged() {
        return writer.acknowledged();
    }

    @Override
    public long refused() {
        return writer.refused();
    }

    @Override
    public void close() {
        writer.close();
    }
}
