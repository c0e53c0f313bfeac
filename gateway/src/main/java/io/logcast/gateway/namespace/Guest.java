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
 * @param channels that they hear whichever rooms they are in; at least one if they are in no room
 */
public record Guest(
        NamespaceRule rule,
        Optional<Caller> caller,
        Roles held,
        Set<ChannelKey> channels,
        DeliveryFilter filter,
        Manner manner) {

    public Guest {
        requireNonNull(rule, "rule is null");
        requireNonNull(held, "held is null");
        requireNonNull(filter, "filter is null");
        requireNonNull(manner, "manner is null");
        channels = Set.copyOf(channels);
    }

    /** Whether others can reach it in rooms, and it may emit. */
    boolean takesPart() {
        return caller.isPresent() && !manner.hearsOnly();
    }

    /** Empty for somebody without a token: no subject is. */
    String subject() {
        return caller.map(Caller::subject).orElse("");
    }

    Set<String> roomsOnConnect() {
        return takesPart() ? rule.roomsOf(caller.get()) : Set.of();
    }

    /** @param rooms that the socket is in, its own id included */
    Subscription subscription(Set<String> rooms) {
        if (manner.hearsOnly()) {
            return new Subscription(channels, held, filter);
        }
        Set<String> joined = takesPart() ? rooms : Set.of();
        Set<ChannelKey> keys = new HashSet<>(channels);
        joined.stream()
                .filter(EmittedPacket::isChannelName)
                .forEach(room -> keys.add(new ChannelKey(rule.tenant(), new Channel(Channel.Kind.ROOM, room))));
        return new Subscription(keys, held, filter, new Audience(rule.name(), joined));
    }
}
