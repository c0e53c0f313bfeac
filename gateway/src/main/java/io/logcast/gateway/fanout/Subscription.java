package io.logcast.gateway.fanout;

import static java.util.Objects.requireNonNull;

import io.logcast.delivery.ChannelKey;
import io.logcast.event.TenantId;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Roles;
import io.logcast.topic.Lanes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a subscriber wants and may see. Subscribers with equal ones are looked after together.
 *
 * @param channels at least one; of several tenants only for those who look at all of them
 * @param roles what the subscriber holds
 * @param filter what of it the subscriber wants
 * @param audience which emitted packets are for it; null: all that come on its channels
 */
public record Subscription(Set<ChannelKey> channels, Roles roles, DeliveryFilter filter, Audience audience) {

    public Subscription {
        requireNonNull(roles, "roles is null");
        requireNonNull(filter, "filter is null");
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("channels is empty");
        }
        channels = Set.copyOf(channels);
    }

    public Subscription(Set<ChannelKey> channels, Roles roles, DeliveryFilter filter) {
        this(channels, roles, filter, null);
    }

    /**
     * The partitions that a position of it consists of. For a socket all that its tenant owns: then the sockets of an
     * event loop are all at the same position, whichever rooms they are in, and what is written to them is the same.
     */
    public Set<Integer> partitions(Lanes lanes) {
        return audience == null
                ? channels.stream()
                        .map(key -> lanes.partitionOf(key.tenant(), key.channel()))
                        .collect(Collectors.toUnmodifiableSet())
                : tenants()
                        .flatMap(tenant -> lanes.partitionsOf(tenant).stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** On whose behalf the log is read. Who looks at several tenants must not wait in the queue of one of them. */
    TenantId reader() {
        List<TenantId> all = tenants().limit(2).toList();
        return all.size() == 1 ? all.get(0) : TenantId.CORE;
    }

    private Stream<TenantId> tenants() {
        return channels.stream().map(ChannelKey::tenant).distinct();
    }

    /** Asked for every delivery, replayed ones too: a role that was lost since then shows nothing of the past either. */
    public boolean sees(TailEntry entry) {
        return channels.contains(entry.key()) && Sight.admits(entry, roles, filter) && hears(entry);
    }

    /** Whether it is for this one, where the channel is known to be one of these. */
    boolean hears(TailEntry entry) {
        return audience == null || audience.hears(entry);
    }
}
