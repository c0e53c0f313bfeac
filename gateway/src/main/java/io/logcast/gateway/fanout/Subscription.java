package io.logcast.gateway.fanout;

import static java.util.Objects.requireNonNull;

import io.logcast.channel.Channel;
import io.logcast.delivery.Delivery;
import io.logcast.event.TenantId;
import io.logcast.stream.Roles;
import java.util.Set;

/**
 * What a subscriber wants and may see.
 *
 * @param channels all of one tenant, at least one
 * @param roles what the subscriber holds
 */
public record Subscription(TenantId tenant, Set<Channel> channels, Roles roles) {

    public Subscription {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(roles, "roles is null");
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("channels is empty");
        }
        channels = Set.copyOf(channels);
    }

    /** Asked for every delivery, replayed ones too: a role that was lost since then shows nothing of the past either. */
    public boolean sees(Delivery delivery) {
        return channels.contains(delivery.channel())
                && tenant.equals(delivery.tenant())
                && (delivery.roles().isEmpty() || delivery.roles().anyOf(roles));
    }
}
