package io.logcast.gateway.fanout;

import static java.util.Objects.requireNonNull;

import io.logcast.delivery.ChannelKey;
import io.logcast.event.TenantId;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Roles;
import java.util.Set;

/**
 * What a subscriber wants and may see. Subscribers with equal ones are looked after together.
 *
 * @param channels all of one tenant, at least one
 * @param roles what the subscriber holds
 * @param filter what of it the subscriber wants
 */
public record Subscription(Set<ChannelKey> channels, Roles roles, DeliveryFilter filter) {

    public Subscription {
        requireNonNull(roles, "roles is null");
        requireNonNull(filter, "filter is null");
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("channels is empty");
        }
        channels = Set.copyOf(channels);
    }

    /** On whose behalf the log is read: all channels are of one tenant. */
    TenantId tenant() {
        return channels.iterator().next().tenant();
    }

    /** Asked for every delivery, replayed ones too: a role that was lost since then shows nothing of the past either. */
    public boolean sees(TailEntry entry) {
        return channels.contains(entry.key()) && admits(entry);
    }

    /** Like {@link #sees}, where the channel is known to be one of these. */
    boolean admits(TailEntry entry) {
        return (entry.roles().isEmpty() || entry.roles().anyOf(roles)) && filter.matches(entry);
    }
}
