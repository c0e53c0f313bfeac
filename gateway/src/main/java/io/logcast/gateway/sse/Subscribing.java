package io.logcast.gateway.sse;

import static java.util.stream.Collectors.toSet;

import io.logcast.channel.Channel;
import io.logcast.cursor.Cursor;
import io.logcast.delivery.ChannelKey;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.access.Access.Denial;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.admission.Refusals;
import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.replay.StartPoint;
import io.logcast.gateway.tail.Tail;
import io.logcast.node.http.Caller;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Decides about a request to subscribe: who may not is refused with a problem, who may is given a place to begin at. */
@Singleton
final class Subscribing {

    private final Admissions admissions;

    Subscribing(Admissions admissions) {
        this.admissions = admissions;
    }

    CompletionStage<Admission> decide(SubscribeRequest wanted, Optional<Caller> caller) {
        admissions.requireOpen();
        TenantId tenant = wanted.tenant()
                .or(() -> caller.map(Caller::tenant))
                .orElseThrow(() -> Refusals.of(Denial.TOKEN_NEEDED, "a stream"));
        Set<Channel> channels = channels(wanted, caller);
        return admissions
                .grant(caller, tenant, channels)
                .thenApply(granted -> new Subscription(
                        channels.stream()
                                .map(channel -> new ChannelKey(tenant, channel))
                                .collect(toSet()),
                        granted.held(),
                        wanted.filter()))
                .thenCompose(subscription -> open(subscription, wanted, caller));
    }

    private static Set<Channel> channels(SubscribeRequest wanted, Optional<Caller> caller) {
        Set<Channel> channels = new LinkedHashSet<>(wanted.channels());
        if (wanted.asksForSelf()) {
            Caller self = caller.orElseThrow(() -> Refusals.of(Denial.TOKEN_NEEDED, "user=me"));
            channels.add(new Channel(Channel.Kind.USER, self.subject()));
        }
        return channels;
    }

    private CompletionStage<Admission> open(
            Subscription subscription, SubscribeRequest wanted, Optional<Caller> caller) {
        Tail tail = admissions.tail();
        requirePosition(wanted.start(), tail, subscription.partitions(tail.lanes()));
        return admissions.open(subscription, wanted.start().point(), wanted.lagging(), Admissions.lifetime(caller));
    }

    /** A cursor of this epoch that speaks of other partitions alone belongs to another tenant's stream. */
    private static void requirePosition(StartParameters start, Tail tail, Set<Integer> partitions) {
        if (start.point() instanceof StartPoint.After after && isForeign(after.cursor(), tail, partitions)) {
            throw new InvalidField(start.cursorField(), "is a cursor of other streams than those asked for");
        }
    }

    private static boolean isForeign(Cursor cursor, Tail tail, Set<Integer> partitions) {
        return cursor.epoch().equals(tail.epoch())
                && partitions.stream()
                        .allMatch(partition -> cursor.next(partition).isEmpty());
    }
}
