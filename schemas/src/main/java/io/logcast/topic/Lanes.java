package io.logcast.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.channel.Channel;
import io.logcast.event.TenantId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partition of {@code logcast.deliveries} a channel lives in. A tenant owns {@code lanes} neighbouring partitions,
 * beginning at a hash of its name; a channel hashes into them. With one lane all channels of a tenant share one order,
 * and a cursor is one position.
 *
 * @param partitions of the topic, at least 1
 * @param lanes per tenant, 1 to {@code partitions}
 */
public record Lanes(int partitions, int lanes) {

    public Lanes {
        if (partitions < 1 || lanes < 1 || lanes > partitions) {
            throw new IllegalArgumentException("lanes must be 1 to " + partitions + " (the partitions), not " + lanes);
        }
    }

    public static Lanes single(int partitions) {
        return new Lanes(partitions, 1);
    }

    public int partitionOf(TenantId tenant, Channel channel) {
        int lane = lanes == 1 ? 0 : spread(channel.toString(), lanes);
        return (spread(tenant.value(), partitions) + lane) % partitions;
    }

    /** All that the tenant owns. */
    public Set<Integer> partitionsOf(TenantId tenant) {
        int first = spread(tenant.value(), partitions);
        return IntStream.range(0, lanes)
                .mapToObj(lane -> (first + lane) % partitions)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** murmur2, Kafka's own, so that clients in other languages can find the partition too. */
    private static int spread(String text, int into) {
        return Utils.toPositive(Utils.murmur2(text.getBytes(UTF_8))) % into;
    }
}
