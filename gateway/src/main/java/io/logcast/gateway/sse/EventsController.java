package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.Admission;
import io.logcast.node.http.Caller;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code GET /v1/events}: everything that can be refused is refused here, before the first byte of the answer. */
@Controller("/v1/events")
@Secured(SecurityRule.IS_ANONYMOUS)
final class EventsController {

    private final Subscribing subscribing;
    private final Pages pages;
    private final NativeWires wires;

    EventsController(Subscribing subscribing, Pages pages, NativeWires wires) {
        this.subscribing = subscribing;
        this.pages = pages;
        this.wires = wires;
    }

    /** @param known null for somebody without a valid token, who may see public streams */
    @Get(produces = MediaType.ALL)
    CompletionStage<? extends HttpResponse<?>> subscribe(HttpRequest<?> request, @Nullable Caller known) {
        Format format = Format.of(request.accept());
        SubscribeRequest wanted = SubscribeRequest.of(request, Instant.now());
        if (format != Format.PAGE) {
            return admit(wanted, known).thenApply(admission -> new EventStream(admission, wires.of(format)).response());
        }
        PageRequest limits = PageRequest.of(request);
        return admit(wanted, known)
                .thenCompose(admission -> pages.gather(admission, limits, Channels.of(request)))
                .thenApply(EventsController::page);
    }

    private CompletionStage<Admission> admit(SubscribeRequest wanted, @Nullable Caller known) {
        return subscribing.decide(wanted, Optional.ofNullable(known));
    }

    private static HttpResponse<byte[]> page(byte[] json) {
        return HttpResponse.ok(json).contentType(Format.PAGE.type()).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
