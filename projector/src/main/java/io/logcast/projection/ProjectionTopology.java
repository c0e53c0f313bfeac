package io.logcast.projection;

import io.logcast.delivery.ChannelKey;
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

    /** @param lanes partitions of {@code logcast.deliveries} per tenant */
    public static Topology build(Definitions definitions, ProjectionCounters counters, int lanes) {
        DefinitionsGate gate = new DefinitionsGate(definitions);
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
                .addProcessor(PROJECT, () -> new EventProcessor(definitions, gate, counters), EVENTS)
                .addSink(
                        DELIVERIES,
                        Topics.DELIVERIES,
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        (topic, key, value, partitions) -> partition(key, new Lanes(partitions, lanes)),
                        PROJECT)
                .addSink(DEAD_LETTERS, Topics.DEAD_LETTERS, new StringSerializer(), new ByteArraySerializer(), PROJECT);
    }

    /** Not Kafka's hash of the key: the channels of a tenant share its lanes, and those of one lane have one order. */
    private static Optional<Set<Integer>> partition(String key, Lanes lanes) {
        ChannelKey address = ChannelKey.parse(key);
        return Optional.of(Set.of(lanes.partitionOf(address.tenant(), address.channel())));
    }
}
