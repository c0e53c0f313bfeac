package io.logcast.gateway.admission;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.logcast.channel.Channel;
import io.logcast.event.TenantId;
import io.logcast.gateway.access.Access;
import io.logcast.gateway.access.Access.Denied;
import io.logcast.gateway.access.Access.Granted;
import io.logcast.gateway.access.ChannelAccess;
import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.LaggingPolicy;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.replay.StartPoint;
import io.logcast.gateway.replay.StartResolver;
import io.logcast.gateway.tail.Tail;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * The questions that every door asks before it lets a subscriber in. Who may not is refused with a problem; what will pass has
 * a {@code retryAfter}.
 */
public final class Admissions {

    private final BooleanSupplier draining;
    private final Supplier<Optional<Tail>> tail;
    private final StartResolver starts;
    private final Definitions definitions;

    /** @param draining whether nobody is let in any more */
    public Admissions(
            BooleanSupplier draining, Supplier<Optional<Tail>> tail, ReplaySource replay, Definitions definitions) {
        this.draining = draining;
        this.tail = tail;
        this.starts = new StartResolver(replay);
        this.definitions = definitions;
    }

    /** @throws ProblemException if this gateway stops */
    public void requireOpen() {
        if (draining.getAsBoolean()) {
            throw new ProblemException(ProblemCode.STOPPING, "this gateway stops; another one may take you");
        }
    }

    /** Whether all of these channels may be heard, and with which roles. */
    public CompletionStage<Granted> grant(Optional<Caller> caller, TenantId tenant, Set<Channel> channels) {
        Access access = ChannelAccess.decide(caller, tenant, channels, definitions.snapshot());
        if (access instanceof Granted granted) {
            return completedFuture(granted);
        }
        return latestDefinitions()
                .thenCompose(latest -> settled(ChannelAccess.decide(caller, tenant, channels, latest)));
    }

    /** As this gateway has read them: what is not there may have been defined this very moment, on another node. */
    public DefinitionSnapshot definitions() {
        return definitions.snapshot();
    }

    /** With all that was defined before this was asked. Fails with a problem if none have been read at all. */
    public CompletionStage<DefinitionSnapshot> latestDefinitions() {
        return definitions.refreshed().exceptionally(timeout -> lastKnown());
    }

    /** @throws ProblemException if it is not there yet */
    public Tail tail() {
        return tail.get()
                .orElseThrow(() -> new ProblemException(ProblemCode.BROKER_AWAY, "the log cannot be read yet"));
    }

    /** Where one begins who asks for that. */
    public CompletionStage<Start> start(StartPoint point, Tail in, Set<Integer> partitions) {
        return starts.resolve(point, in, partitions).exceptionally(Admissions::noAnswer);
    }

    /**
     * Lets somebody in who may hear the subscription: whoever calls has decided that.
     *
     * @param lifetime until the token ends; null: no token, or no end
     * @throws ProblemException if this gateway stops, or cannot read the log yet
     */
    public CompletionStage<Admission> open(
            Subscription subscription, StartPoint point, LaggingPolicy lagging, Duration lifetime) {
        requireOpen();
        Tail in = tail();
        return start(point, in, subscription.partitions(in.lanes()))
                .thenApply(start -> new Admission(in, subscription, start, lagging, lifetime));
    }

    /** How long the caller's token is valid from now on; null: no token, or no end. */
    public static Duration lifetime(Optional<Caller> caller) {
        return caller.map(Caller::expires)
                .filter(expires -> expires.isBefore(Instant.MAX))
                .map(expires -> Duration.between(Instant.now(), expires))
                .orElse(null);
    }

    private DefinitionSnapshot lastKnown() {
        if (!definitions.areKnown()) {
            throw new ProblemException(ProblemCode.BROKER_AWAY, "the stream definitions cannot be read yet");
        }
        return definitions.snapshot();
    }

    private static CompletionStage<Granted> settled(Access access) {
        return access instanceof Granted granted
                ? completedFuture(granted)
                : failedFuture(Refusals.of((Denied) access));
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
}
