package io.logcast.bench.kafka;

import io.logcast.bench.feed.Feed;
import io.logcast.channel.Channel;
import io.logcast.channel.StreamId;
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
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes deliveries as the projector does, for scenarios about the gateway alone.
 */
public final class DeliveryFeed implements Feed {

    private static final EventType TYPE = new EventType("bench", "made");

    private final TenantId tenant;
    private final Address address;
    private final Writer writer;
    private final int partition;
    private long sent;

    /**
     * Where a delivery goes, by the number that the feed knows as its channel.
     *
     * @param roles who may see it
     */
    public record Address(IntFunction<Channel> channel, IntFunction<Roles> roles) {

        /** Channel 7 is stream {@code s7}, for everybody who listens. */
        public static final Address STREAMS = new Address(DeliveryFeed::channel, number -> Roles.STREAM_LISTENER);
    }

    public DeliveryFeed(Broker broker, TenantId tenant, Address address, int lingerMillis) {
        this.tenant = tenant;
        this.address = address;
        this.writer = new Writer(broker.bootstrapServers(), lingerMillis);
        this.partition = Lanes.single(Topics.PARTITIONS).partitionOf(tenant, channel(0));
    }

    /** Of {@code logcast.deliveries}: where all of the tenant's deliveries are. */
    public int partition() {
        return partition;
    }

    @Override
    public void send(int channel, byte[] json) {
        Delivery delivery = delivery(channel, json);
        writer.send(new ProducerRecord<>(
                Topics.DELIVERIES,
                partition,
                Writer.bytes(delivery.recordKey()),
                json,
                DeliveryCodec.headers(delivery)));
    }

    public void flush() {
        writer.flush();
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

    public static Channel channel(int number) {
        return Channel.stream(stream(number));
    }

    public static StreamId stream(int number) {
        return new StreamId("s" + number);
    }

    private Delivery delivery(int channel, byte[] json) {
        long number = sent++;
        return new Delivery(
                tenant,
                address.channel().apply(channel),
                TYPE,
                new EventId("b" + number),
                Instant.now(),
                new SourcePosition(0, number, 0),
                address.roles().apply(channel),
                null,
                null,
                null,
                json);
    }
}
