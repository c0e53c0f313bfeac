package io.logcast.gateway.namespace;

import static java.util.Objects.requireNonNull;

import io.logcast.channel.Channel;
import io.logcast.delivery.ChannelKey;
import io.logcast.delivery.EmittedPacket;
import io.logcast.gateway.fanout.Audience;
import io.logcast.gateway.fanout.DeliveryFilter;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who has been let into a namespace, and what they may hear there.
 *
 * @param caller empty: somebody without a token, who hears public streams and nothing else
 * @param channels that they hear whichever rooms they are in
 */
record Guest(NamespaceRule rule, Optional<Caller> caller, Roles held, Set<Channel> channels, DeliveryFilter filter) {

    Guest {
        requireNonNull(rule, "rule is null");
        requireNonNull(held, "held is null");
        requireNonNull(filter, "filter is null");
        channels = Set.copyOf(channels);
    }

    boolean isKnown() {
        return caller.isPresent();
    }

    /** Empty for somebody without a token: no subject is. */
    String subject() {
        return caller.map(Caller::subject).orElse("");
    }

    Set<String> roomsOnConnect() {
        return caller.map(rule::roomsOf).orElse(Set.of());
    }

    /** @param rooms that the socket is in, its own id included */
    Subscription subscription(Set<String> rooms) {
        Set<String> joined = isKnown() ? rooms : Set.of();
        Set<ChannelKey> keys = new HashSet<>();
        channels.forEach(channel -> keys.add(new ChannelKey(rule.tenant(), channel)));
        joined.stream()
                .filter(EmittedPacket::isChannelName)
                .forEach(room -> keys.add(new ChannelKey(rule.tenant(), new Channel(Channel.Kind.ROOM, room))));
        return new Subscription(keys, held, filter, new Audience(rule.name(), joined));
    }
}
