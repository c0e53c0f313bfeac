package io.logcast.gateway.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where one consumer stands in the partitions that it has read lately. It is moved only when somebody wants another
 * position, because what it has fetched ahead is lost then; all partitions but the one that is read are paused, which
 * keeps what was fetched of them. Confined to the thread of its consumer.
 */
final class Places {

    /** Each may hold a fetch, {@link Block#FETCH}, that nobody counts. */
    private static final int MOST = 4;

    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>(8, 0.75f, true);

    Places(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /** The next poll brings what lies there, and nothing of another partition. */
    void take(TopicPartition where, long from) {
        Long stands = positions.put(where, from);
        if (stands == null) {
            dropEldest();
            consumer.assign(positions.keySet());
        }
        if (stands == null || stands != from) {
            consumer.seek(where, from);
        }
        consumer.pause(positions.keySet());
        consumer.resume(List.of(where));
    }

    void moved(TopicPartition where, long next) {
        positions.put(where, next);
    }

    /** A copy, by partition number. */
    Map<Integer, Long> positions() {
        return positions.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(place -> place.getKey().partition(), Map.Entry::getValue));
    }

    void forget() {
        positions.clear();
        consumer.unsubscribe();
    }

    private void dropEldest() {
        if (positions.size() > MOST) {
            positions.remove(positions.keySet().iterator().next());
        }
    }
}
