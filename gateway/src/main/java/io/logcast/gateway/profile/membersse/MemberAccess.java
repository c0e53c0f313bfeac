package io.logcast.gateway.profile.membersse;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.logcast.channel.Channel;
import io.logcast.cursor.Cursor;
import io.logcast.cursor.Epoch;
import io.logcast.cursor.MalformedCursor;
import io.logcast.delivery.ChannelKey;
import io.logcast.event.TenantId;
import io.logcast.gateway.access.Access.Granted;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.DeliveryFilter;
import io.logcast.gateway.fanout.LaggingPolicy;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.replay.StartPoint;
import io.logcast.gateway.tail.Tail;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import io.logcast.stream.Roles;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Who may listen for a member, and who may tell it something. The original believes the header; so do we where the operator
 * has opened the doors, else the rules of the native doors count.
 */
@Singleton
@Requires(property = MemberSettings.ENABLED, value = "true")
final class MemberAccess {

    private static final Roles SENDERS = Roles.of("event-sender");

    /** An id that is no place in this log: the stream says so and begins with what comes now. */
    private static final Cursor NOWHERE = Cursor.of(new Epoch("unknown"), 0, 0);

    private final MemberSettings settings;
    private final Admissions admissions;

    MemberAccess(MemberSettings settings, Admissions admissions) {
        this.settings = settings;
        this.admissions = admissions;
    }

    CompletionStage<Admission> admit(Member member, Optional<String> lastId, Optional<Caller> caller) {
        TenantId tenant = settings.tenantId();
        ChannelKey key = new ChannelKey(tenant, member.channel());
        return held(tenant, member.channel(), caller)
                .thenCompose(roles -> admissions.open(
                        new Subscription(Set.of(key), roles, DeliveryFilter.NONE),
                        start(lastId, key),
                        LaggingPolicy.LAG,
                        settings.open() ? null : Admissions.lifetime(caller)));
    }

    /** @throws ProblemException if this caller may not */
    void requireSender(Optional<Caller> caller) {
        if (!settings.open()) {
            Caller sender = caller.orElseThrow(MemberAccess::closed);
            sender.tenantOr(settings.tenant());
            sender.requireAny(SENDERS);
        }
    }

    private CompletionStage<Roles> held(TenantId tenant, Channel channel, Optional<Caller> caller) {
        if (settings.open()) {
            return completedFuture(Roles.NONE);
        }
        if (caller.isEmpty()) {
            throw closed();
        }
        return admissions.grant(caller, tenant, Set.of(channel)).thenApply(Granted::held);
    }

    private StartPoint start(Optional<String> lastId, ChannelKey key) {
        Optional<String> id = lastId.map(String::trim).filter(text -> !text.isEmpty());
        if (id.isEmpty()) {
            return new StartPoint.Latest();
        }
        Tail tail = admissions.tail();
        int partition = tail.lanes().partitionOf(key.tenant(), key.channel());
        return MemberEventId.read(id.get(), tail.epoch(), partition)
                .or(() -> cursor(id.get(), partition))
                .<StartPoint>map(cursor -> new StartPoint.After(cursor, new StartPoint.Earliest()))
                .orElseGet(() -> new StartPoint.After(NOWHERE, new StartPoint.Latest()));
    }

    /** A cursor as the native doors give it; one of other partitions is no place of this member. */
    private static Optional<Cursor> cursor(String text, int partition) {
        try {
            return Optional.of(Cursor.parse(text))
                    .filter(cursor -> cursor.next(partition).isPresent());
        } catch (MalformedCursor e) {
            return Optional.empty();
        }
    }

    private static ProblemException closed() {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED,
                "Authorization: Bearer <token> is needed, because " + MemberSettings.PREFIX + ".open is not set");
    }
}
