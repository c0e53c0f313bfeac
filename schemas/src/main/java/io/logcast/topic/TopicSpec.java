package io.logcast.topic;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** A topic as Logcast makes it where it is missing. Settings of a topic that exists are the operator's. */
public record TopicSpec(String name, int partitions, Map<String, String> configs) {

    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions of " + name + " must be at least 1, not " + partitions);
        }
        configs = Map.copyOf(configs);
    }

    /** @param replication copies of each partition; the broker's default if it is less than 1 */
    public NewTopic toNewTopic(int replication) {
        return new NewTopic(
                        name,
                        Optional.of(partitions),
                        replication < 1 ? Optional.empty() : Optional.of((short) replication))
                .configs(configs);
    }
}
