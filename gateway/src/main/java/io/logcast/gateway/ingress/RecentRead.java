package io.logcast.gateway.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.logcast.delivery.EmittedPacketCodec;
import io.logcast.event.TenantId;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One reading of the newest part of some partitions, to the ends that they have when it begins. What a transaction of the
 * projector holds back from others is read too: the packets behind it are in the log. Confined to one thread.
 */
final class RecentRead implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final JsonFactory JSON = new JsonFactory();

    private final Consumer<String, byte[]> consumer;

    private RecentRead(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    static RecentRead open(KafkaSettings kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.client("logcast-recent"));
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", false);
        properties.put("isolation.level", "read_uncommitted");
        properties.put("max.poll.records", 5000);
        return new RecentRead(new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer()));
    }

    Set<String> idsOfPackets(Set<Integer> partitions, Instant since) {
        Set<TopicPartition> asked = new HashSet<>();
        partitions.forEach(partition -> asked.add(new TopicPartition(Topics.DELIVERIES, partition)));
        return ids(asked, since, RecentRead::idOfPacket);
    }

    Set<String> idsOfEvents(Set<TenantId> tenants, Instant since) {
        Set<TopicPartition> asked = new HashSet<>();
        consumer.partitionsFor(Topics.EVENTS, PATIENCE)
                .forEach(partition -> asked.add(new TopicPartition(Topics.EVENTS, partition.partition())));
        Set<String> names = tenants.stream().map(TenantId::value).collect(Collectors.toSet());
        return ids(asked, since, consumed -> isOf(names, consumed) ? idOfEvent(consumed) : Optional.empty());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Set<String> ids(
            Collection<TopicPartition> partitions,
            Instant since,
            Function<ConsumerRecord<String, byte[]>, Optional<String>> id) {
        Set<String> ids = new HashSet<>();
        Map<TopicPartition, Long> ends = goTo(partitions, since);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!hasReached(ends)) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("the ends " + ends + " have not been reached in " + PATIENCE);
            }
            consumer.poll(POLL).forEach(consumed -> id.apply(consumed).ifPresent(ids::add));
        }
        return ids;
    }

    /** @return the ends of those that have something */
    private Map<TopicPartition, Long> goTo(Collection<TopicPartition> partitions, Instant since) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, PATIENCE));
        Map<TopicPartition, Long> starts = new HashMap<>();
        consumer.offsetsForTimes(times, PATIENCE).forEach((partition, start) -> {
            if (start != null) {
                starts.put(partition, start.offset());
            }
        });
        ends.keySet().retainAll(starts.keySet());
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        return ends;
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private static Optional<String> idOfPacket(ConsumerRecord<String, byte[]> consumed) {
        Header id = consumed.headers().lastHeader(EmittedPacketCodec.ID);
        return EmittedPacketCodec.isPacket(consumed.headers()) && id != null
                ? Optional.of(new String(id.value(), UTF_8))
                : Optional.empty();
    }

    private static boolean isOf(Set<String> tenants, ConsumerRecord<String, byte[]> consumed) {
        String key = consumed.key();
        int slash = key == null ? -1 : key.indexOf('/');
        return slash > 0 && consumed.value() != null && tenants.contains(key.substring(0, slash));
    }

    /** Its value may be large, and its id is at its beginning. */
    private static Optional<String> idOfEvent(ConsumerRecord<String, byte[]> consumed) {
        try (JsonParser json = JSON.createParser(consumed.value())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isId = json.currentName().equals("id");
                json.nextToken();
                if (isId) {
                    return Optional.ofNullable(json.getValueAsString());
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            // What is no event is none of ours.
            return Optional.empty();
        }
        return Optional.empty();
    }
}
