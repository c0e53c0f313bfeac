package io.logcast.gateway.sse;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static java.util.stream.Collectors.toSet;

import io.logcast.channel.Channel;
import io.logcast.cursor.Cursor;
import io.logcast.delivery.ChannelKey;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.access.Access;
import io.logcast.gateway.access.Access.Denial;
import io.logcast.gateway.access.Access.Denied;
import io.logcast.gateway.access.Access.Granted;
import io.logcast.gateway.access.ChannelAccess;
import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.replay.StartPoint;
import io.logcast.gateway.replay.StartResolver;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailReader;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** Decides about a request to subscribe: who may not is refused with a problem, who may is given a place to begin at. */
@Singleton
final class Admissions {

    private final Fanout fanout;
    private final TailReader reader;
    private final StartResolver starts;
    private final DefinitionTable definitions;

    Admissions(Fanout fanout, TailReader reader, ReplaySource replay, DefinitionTable definitions) {
        this.fanout = fanout;
        this.reader = reader;
        this.starts = new StartResolver(replay);
        this.definitions = definitions;
    }

    CompletionStage<Admission> decide(SubscribeRequest wanted, Optional<Caller> caller) {
        if (fanout.isDraining()) {
            throw new ProblemException(ProblemCode.STOPPING, "this gateway stops; another one may take you");
        }
        TenantId tenant = wanted.tenant()
                .or(() -> caller.map(Caller::tenant))
                .orElseThrow(() -> refusal(Denial.TOKEN_NEEDED, "a stream"));
        Set<Channel> channels = channels(wanted, caller);
        return grant(caller, tenant, channels)
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
            Caller self = caller.orElseThrow(() -> refusal(Denial.TOKEN_NEEDED, "user=me"));
            channels.add(new Channel(Channel.Kind.USER, self.subject()));
        }
        return channels;
    }

    private CompletionStage<Granted> grant(Optional<Caller> caller, TenantId tenant, Set<Channel> channels) {
        Access access = ChannelAccess.decide(caller, tenant, channels, definitions.snapshot());
        if (access instanceof Granted granted) {
            return completedFuture(granted);
        }
        // It may have been defined this very moment, on another node: what was defined before this request must count.
        return definitions
                .refreshed()
                .exceptionally(timeout -> lastKnown())
                .thenCompose(latest -> settled(ChannelAccess.decide(caller, tenant, channels, latest)));
    }

    /** Before the definitions have been read once, "there is no such stream" would be a guess. */
    private DefinitionSnapshot lastKnown() {
        if (definitions.position() < 0) {
            throw new ProblemException(ProblemCode.BROKER_AWAY, "the stream definitions cannot be read yet");
        }
        return definitions.snapshot();
    }

    private static CompletionStage<Granted> settled(Access access) {
        if (access instanceof Granted granted) {
            return completedFuture(granted);
        }
        Denied denied = (Denied) access;
        return failedFuture(refusal(denied.denial(), name(denied.channel())));
    }

    private CompletionStage<Admission> open(
            Subscription subscription, SubscribeRequest wanted, Optional<Caller> caller) {
        Tail tail = reader.tail()
                .orElseThrow(() -> new ProblemException(ProblemCode.BROKER_AWAY, "the log cannot be read yet"));
        Set<Integer> partitions = subscription.channels().stream()
                .map(key -> tail.lanes().partitionOf(key.tenant(), key.channel()))
                .collect(toSet());
        requirePosition(wanted.start(), tail, partitions);
        return starts.resolve(wanted.start().point(), tail, partitions)
                .exceptionally(Admissions::noAnswer)
                .thenApply(start -> new Admission(tail, subscription, start, wanted.lagging(), lifetime(caller)));
    }

    /** Anything else is a defect, and must not look like a Kafka that is away. */
    private static Start noAnswer(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof KafkaException
                || cause instanceof TimeoutException
                || cause instanceof CancellationException) {
            throw new ProblemException(ProblemCode.BROKER_AWAY, "the log does not answer");
        }
        throw new CompletionException(cause);
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

    private static Duration lifetime(Optional<Caller> caller) {
        return caller.map(Caller::expires)
                .filter(expires -> expires.isBefore(Instant.MAX))
                .map(expires -> Duration.between(Instant.now(), expires))
                .orElse(null);
    }

    private static String name(Channel channel) {
        return switch (channel.kind()) {
            case STREAM -> "stream '" + channel.name() + "'";
            case USER -> "user '" + channel.name() + "'";
            case ROOM -> "room '" + channel.name() + "'";
        };
    }

    private static ProblemException refusal(Denial denial, String what) {
        return switch (denial) {
            case TOKEN_NEEDED -> new ProblemException(ProblemCode.UNAUTHENTICATED, what + " needs a valid token");
            case ROLE_NEEDED ->
                new ProblemException(
                        ProblemCode.MISSING_ROLE, what + " may not be subscribed to with the roles of this token");
            case FOREIGN_USER ->
                new ProblemException(ProblemCode.MISSING_ROLE, what + " is not the user of this token; use user=me");
            case UNKNOWN_STREAM -> new ProblemException(ProblemCode.NOT_FOUND, what + " is not defined");
        };
    }
}
