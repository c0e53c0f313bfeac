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

/** {@code GET /v1/events}: everything that can be refused is refused here, before the first byte of the stream. */
@Controller("/v1/events")
@Secured(SecurityRule.IS_ANONYMOUS)
final class SseController {

    private final Admissions admissions;

    SseController(Admissions admissions) {
        this.admissions = admissions;
    }

    /** @param known null for somebody without a valid token, who may see public streams */
    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    CompletionStage<HttpResponse<Admission>> subscribe(HttpRequest<?> request, @Nullable Caller known) {
        SubscribeRequest wanted = SubscribeRequest.of(request, Instant.now());
        return admissions.decide(wanted, Optional.ofNullable(known)).thenApply(SseController::response);
    }

    private static HttpResponse<Admission> response(Admission admission) {
        return HttpResponse.ok(admission)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                // nginx would hold frames back until its buffer is full.
                .header("X-Accel-Buffering", "no");
    }
}
