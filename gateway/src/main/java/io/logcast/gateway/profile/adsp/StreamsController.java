package io.logcast.gateway.profile.adsp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.cursor.Cursor;
import io.logcast.cursor.MalformedCursor;
import io.logcast.event.TenantId;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.LaggingPolicy;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.replay.StartPoint;
import io.logcast.gateway.sse.EventStream;
import io.logcast.gateway.sse.Wire;
import io.logcast.json.Json;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /stream/v1/streams}: which streams there are, and one of them as server-sent events. */
@Controller("/stream/v1/streams")
@Secured(SecurityRule.IS_ANONYMOUS)
final class StreamsController {

    private static final MediaType TYPE = MediaType.of("text/event-stream; charset=utf-8");

    private final HttpUsers users;
    private final Tenants tenants;
    private final StreamAccess access;
    private final Admissions admissions;
    private final Wire plain;
    private final Wire withCursors;

    StreamsController(HttpUsers users, Tenants tenants, StreamAccess access, Admissions admissions, AdspEvents events) {
        this.users = users;
        this.tenants = tenants;
        this.access = access;
        this.admissions = admissions;
        this.plain = Wire.of(TYPE, framing -> new AdspEncoder(framing, events, false));
        this.withCursors = Wire.of(TYPE, framing -> new AdspEncoder(framing, events, true));
    }

    /** Here {@code tenant} is an id, or a URN. */
    @Get(produces = MediaType.ALL)
    CompletionStage<HttpResponse<?>> list(HttpRequest<?> request) {
        return users.listener(request)
                .thenCompose(user -> access.visible(user, tenant(request, user)))
                .<HttpResponse<?>>thenApply(streams -> Answers.ok(byId(streams)))
                .exceptionally(Answers::refusal);
    }

    /** Here {@code tenant} is a name. Whoever may not is told before the first byte of the stream. */
    @Get(value = "/{id}", produces = MediaType.ALL)
    CompletionStage<HttpResponse<?>> subscribe(HttpRequest<?> request, String id) {
        return users.listener(request)
                .thenCompose(user -> open(request, id, user))
                .exceptionally(Answers::refusal);
    }

    private CompletionStage<HttpResponse<?>> open(HttpRequest<?> request, String id, Optional<AdspUser> user) {
        StreamRequest wanted = new StreamRequest(
                user, parameter(request, "tenant"), id, StreamRequest.filter(parameter(request, "criteria")));
        StartPoint start = start(request);
        Wire wire = parameter(request, "cursors").filter("true"::equals).isPresent() ? withCursors : plain;
        return access.subscription(wanted, "access stream")
                .thenCompose(subscription -> admit(subscription, start, user))
                .thenApply(admission -> new EventStream(admission, wire).response());
    }

    private CompletionStage<Admission> admit(Subscription subscription, StartPoint start, Optional<AdspUser> user) {
        return admissions.open(subscription, start, LaggingPolicy.LAG, Admissions.lifetime(user.map(AdspUser::caller)));
    }

    private TenantId tenant(HttpRequest<?> request, Optional<AdspUser> user) {
        return parameter(request, "tenant")
                .map(tenants::identified)
                .or(() -> user.filter(known -> !known.isCore()).map(AdspUser::tenant))
                .orElseThrow(AdspRefusal::noTenant);
    }

    /** An EventSource that reconnects repeats the query and adds the header, so the header must win. */
    private static StartPoint start(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get("Last-Event-ID"))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .or(() -> parameter(request, "lastEventId"))
                .map(StreamsController::after)
                .orElseGet(StartPoint.Latest::new);
    }

    private static StartPoint after(String cursor) {
        try {
            return new StartPoint.After(Cursor.parse(cursor), new StartPoint.Earliest());
        } catch (MalformedCursor e) {
            throw AdspRefusal.invalid("Last-Event-ID is no cursor: " + e.getMessage() + ".");
        }
    }

    private static ObjectNode byId(List<StreamDefinition> streams) {
        ObjectNode all = Json.object();
        streams.forEach(stream -> all.set(stream.id().value(), StreamDefinitionCodec.toJson(stream)));
        return all;
    }

    private static Optional<String> parameter(HttpRequest<?> request, String name) {
        return request.getParameters().getFirst(name).filter(text -> !text.isEmpty());
    }
}
