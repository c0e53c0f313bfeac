package io.logcast.projection;

import io.logcast.channel.Channel;
import io.logcast.event.TenantId;
import io.logcast.topic.Lanes;
import io.logcast.topic.Topics;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Events in; deliveries and dead letters out.
 *
 * <pre>
 *  logcast.events ──▶ events ──▶ project ─┬─▶ deliveries ──▶ logcast.deliveries
 *                                         └─▶ dead-letters ──▶ logcast.dead-letters
 * </pre>
 *
 * <p>No step keeps state, so nothing is restored after a restart, and no node has a folder to lose.
 */
public final class ProjectionTopology {

    static final String EVENTS = "events";
    static final String PROJECT = "project";
    static final String DELIVERIES = "deliveries";
    static final String DEAD_LETTERS = "dead-letters";

    private ProjectionTopology() {}

    public static Topology build(Definitions definitions, ProjectionCounters counters) {
        // As bytes: whatever is in the topic must reach our own parsing, which has a place for what it refuses.
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        EVENTS,
                        // Kafka Streams stops for ever at a record without a timestamp; other producers can write one.
                        (record, partitionTime) -> Math.max(0, record.timestamp()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.EVENTS)
                .addProcessor(PROJECT, () -> new EventProcessor(definitions, counters), EVENTS)
                .addSink(
                        DELIVERIES,
                        Topics.DELIVERIES,
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        ProjectionTopology::partition,
                        PROJECT)
                .addSink(DEAD_LETTERS, Topics.DEAD_LETTERS, new StringSerializer(), new ByteArraySerializer(), PROJECT);
    }

    /** Not Kafka's hash of the key: all channels of a tenant share the tenant's lane, and with it one order. */
    private static Optional<Set<Integer>> partition(String topic, String key, byte[] value, int partitions) {
        int slash = key.indexOf('/');
        TenantId tenant = new TenantId(key.substring(0, slash));
        Channel channel = Channel.parse("key", key.substring(slash + 1));
        return Optional.of(Set.of(Lanes.single(partitions).partitionOf(tenant, channel)));
    }
}
