package io.logcast.gateway.profile.membersse;

import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.sse.EventStream;
import io.logcast.gateway.sse.Wire;
import io.logcast.json.MalformedJson;
import io.logcast.node.event.EventLog;
import io.logcast.node.http.Caller;
import io.logcast.node.http.Refusals;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code GET} listens for a member, {@code POST} tells a member something. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = MemberSettings.ENABLED, value = "true")
final class MemberController {

    private static final String SOURCE = "/profiles/membersse";

    private final MemberSettings settings;
    private final MemberAccess access;
    private final EventLog log;
    private final Wire wire;

    MemberController(MemberSettings settings, MemberAccess access, EventLog log) {
        this.settings = settings;
        this.access = access;
        this.log = log;
        this.wire =
                Wire.of(MediaType.TEXT_EVENT_STREAM_TYPE, framing -> new MemberEncoder(framing, settings.timestamps()));
    }

    /** @param caller null for somebody without a valid token */
    @Get(
            uris = {MemberPaths.SHORT, MemberPaths.LONG},
            produces = MediaType.ALL,
            headRoute = false)
    CompletionStage<MutableHttpResponse<EventStream>> listen(HttpRequest<?> request, @Nullable Caller caller) {
        Member member = Member.of(request.getHeaders());
        String lastId = request.getHeaders().get("Last-Event-ID");
        CompletionStage<Admission> admitted =
                access.admit(member, Optional.ofNullable(lastId), Optional.ofNullable(caller));
        return admitted.thenApply(admission -> new EventStream(admission, wire).response());
    }

    /** 202 when the log has it, whether or not anybody listens: who comes later asks for it by the last id. */
    @Post(
            uris = {MemberPaths.SHORT, MemberPaths.LONG},
            produces = MediaType.ALL)
    @Consumes({MediaType.APPLICATION_JSON, "application/*+json"})
    CompletionStage<MutableHttpResponse<Object>> tell(
            HttpRequest<?> request, @Body byte[] body, @Nullable Caller caller) throws MalformedJson {
        access.requireSender(Optional.ofNullable(caller));
        Member member = Member.of(request.getHeaders());
        MemberEvent event = MemberEvent.parse(body, settings.uppercaseTypes());
        String trace = request.getHeaders().get("traceparent");
        return log.append(event(member, event, trace))
                .thenApply(kept -> HttpResponse.accepted().header(HttpHeaders.CONTENT_LENGTH, "0"))
                .exceptionally(failure -> {
                    throw Refusals.of(failure).asException();
                });
    }

    private Event event(Member member, MemberEvent event, String trace) {
        return new Event(
                settings.tenantId(),
                EventId.random(),
                SOURCE,
                event.type(),
                Instant.now(),
                null,
                null,
                event.body(),
                // A member's events keep their order, whatever their types.
                member.id(),
                member.channel(),
                trace);
    }
}
