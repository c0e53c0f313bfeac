package io.logcast.bench.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.bench.feed.Feed;
import io.logcast.event.TenantId;
import io.logcast.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Writes events straight into {@code logcast.events} (schemas/README.md), as a service that does without the publisher. */
public final class EventFeed implements Feed {

    private static final List<Header> HEADERS =
            List.of(new RecordHeader("content-type", "application/cloudevents+json".getBytes(UTF_8)));

    private final Writer writer;
    private final TenantId tenant;
    private long sent;

    public EventFeed(Broker broker, TenantId tenant) {
        this.writer = new Writer(broker.bootstrapServers(), 0);
        this.tenant = tenant;
    }

    @Override
    public void send(int channel, byte[] json) {
        byte[] key = Writer.bytes(tenant + "/" + channel);
        writer.send(new ProducerRecord<>(Topics.EVENTS, null, key, envelope(channel, json), HEADERS));
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

    private byte[] envelope(int channel, byte[] json) {
        ByteArrayOutputStream envelope = new ByteArrayOutputStream(json.length + 256);
        envelope.writeBytes(Writer.bytes("{\"specversion\":\"1.0\",\"id\":\"k" + sent++
                + "\",\"source\":\"/bench\",\"type\":\""
                + StreamDefinitions.NAMESPACE + ":e" + channel + "\",\"tenant\":\"" + tenant + "\",\"partitionkey\":\""
                + channel + "\",\"datacontenttype\":\"application/json\",\"data\":"));
        envelope.writeBytes(json);
        envelope.write('}');
        return envelope.toByteArray();
    }
}
