package io.logcast.gateway.sse;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.logcast.cursor.Cursor;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.access.Access;
import io.logcast.gateway.access.Access.Denial;
import io.logcast.gateway.access.Access.Denied;
import io.logcast.gateway.access.Access.Granted;
import io.logcast.gateway.access.StreamAccess;
import io.logcast.gateway.fanout.Feed;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.replay.StartPoint;
import io.logcast.gateway.replay.StartResolver;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailReader;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code GET /v1/events}: everything that can be refused is refused here, before the first byte of the stream. */
@Controller("/v1/events")
@Secured(SecurityRule.IS_ANONYMOUS)
final class SseController {

    private final TailReader reader;
    private final ReplaySource replay;
    private final StartResolver starts;
    private final DefinitionTable definitions;

    SseController(TailReader reader, ReplaySource replay, DefinitionTable definitions) {
        this.reader = reader;
        this.replay = replay;
        this.starts = new StartResolver(replay);
        this.definitions = definitions;
    }

    /** @param known null for somebody without a valid token, who may see public streams */
    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    CompletionStage<HttpResponse<SseStream>> subscribe(HttpRequest<?> request, @Nullable Caller known) {
        Optional<Caller> caller = Optional.ofNullable(known);
        SubscribeRequest wanted = SubscribeRequest.of(request, Instant.now());
        return grant(wanted, caller)
                .thenCompose(subscription -> open(subscription, wanted, caller))
                .thenApply(SseController::response);
    }

    private CompletionStage<Subscription> grant(SubscribeRequest wanted, Optional<Caller> caller) {
        TenantId tenant = wanted.tenant()
                .or(() -> caller.map(Caller::tenant))
                .orElseThrow(() -> refusal(Denial.TOKEN_NEEDED, "a stream"));
        Access access = StreamAccess.decide(caller, tenant, wanted.streams(), definitions.snapshot());
        if (access instanceof Granted granted) {
            return completedFuture(granted.subscription());
        }
        // It may have been defined this very moment, on another node: what was defined before this request must count.
        return definitions
                .refreshed()
                .exceptionally(timeout -> lastKnown())
                .thenCompose(latest -> settled(StreamAccess.decide(caller, tenant, wanted.streams(), latest)));
    }

    /** Before the definitions have been read once, "there is no such stream" would be a guess. */
    private DefinitionSnapshot lastKnown() {
        if (definitions.position() < 0) {
            throw new ProblemException(ProblemCode.BROKER_AWAY, "the stream definitions cannot be read yet");
        }
        return definitions.snapshot();
    }

    private static CompletionStage<Subscription> settled(Access access) {
        if (access instanceof Granted granted) {
            return completedFuture(granted.subscription());
        }
        Denied denied = (Denied) access;
        return failedFuture(refusal(denied.denial(), "stream '" + denied.stream() + "'"));
    }

    private CompletionStage<SseStream> open(
            Subscription subscription, SubscribeRequest wanted, Optional<Caller> caller) {
        Tail tail = reader.tail()
                .orElseThrow(() -> new ProblemException(ProblemCode.BROKER_AWAY, "the log cannot be read yet"));
        int partition = tail.lanes()
                .partitionOf(
                        subscription.tenant(),
                        subscription.channels().iterator().next());
        requirePosition(wanted, tail, partition);
        return starts.resolve(wanted.start(), tail, partition)
                .exceptionally(failure -> {
                    throw new ProblemException(ProblemCode.BROKER_AWAY, "the log does not answer");
                })
                .thenApply(start ->
                        new SseStream(subscription, new Feed(tail, partition, replay), start, lifetime(caller)));
    }

    private static HttpResponse<SseStream> response(SseStream stream) {
        return HttpResponse.ok(stream)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                // nginx would hold frames back until its buffer is full.
                .header("X-Accel-Buffering", "no");
    }

    /** A cursor of this epoch that speaks of other partitions belongs to another tenant's stream. */
    private static void requirePosition(SubscribeRequest wanted, Tail tail, int partition) {
        if (wanted.start() instanceof StartPoint.After after && isForeign(after.cursor(), tail, partition)) {
            throw new InvalidField(wanted.cursorField(), "is a cursor of other streams than those asked for");
        }
    }

    private static boolean isForeign(Cursor cursor, Tail tail, int partition) {
        return cursor.epoch().equals(tail.epoch()) && cursor.next(partition).isEmpty();
    }

    private static Duration lifetime(Optional<Caller> caller) {
        return caller.map(Caller::expires)
                .filter(expires -> expires.isBefore(Instant.MAX))
                .map(expires -> Duration.between(Instant.now(), expires))
                .orElse(null);
    }

    private static ProblemException refusal(Denial denial, String what) {
        return switch (denial) {
            case TOKEN_NEEDED -> new ProblemException(ProblemCode.UNAUTHENTICATED, what + " needs a valid token");
            case ROLE_NEEDED ->
                new ProblemException(
                        ProblemCode.MISSING_ROLE, what + " may not be subscribed to with the roles of this token");
            case UNKNOWN_STREAM -> new ProblemException(ProblemCode.NOT_FOUND, what + " is not defined");
        };
    }
}
