package io.logcast.publish.http;

import io.logcast.node.event.EventLog;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** {@code POST /v1/events}: one event or many into the log. */
@Controller("/v1/events")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class PublishController {

    static final Roles SENDERS = Roles.of("event-sender");

    /** Reading and writing more than that takes milliseconds, in which the loop would serve nobody else. */
    private static final int LARGE_BODY = 64 * 1024;

    private final EventLog log;
    private final Executor workers;

    PublishController(EventLog log, @Named(TaskExecutors.BLOCKING) Executor workers) {
        this.log = log;
        this.workers = workers;
    }

    @Post
    @Consumes({MediaType.APPLICATION_JSON, EventForm.CLOUD_EVENT_TYPE, EventForm.CLOUD_EVENT_BATCH_TYPE})
    CompletionStage<MutableHttpResponse<byte[]>> publish(HttpRequest<?> request, Caller caller, @Body byte[] body) {
        caller.requireAny(SENDERS);
        Publication publication = new Publication(log, formOf(request), senderOf(request, caller));
        return CompletableFuture.supplyAsync(() -> publication.publish(body), executorFor(body))
                .thenCompose(Function.identity());
    }

    private Executor executorFor(byte[] body) {
        return body.length > LARGE_BODY ? workers : Runnable::run;
    }

    private static EventForm formOf(HttpRequest<?> request) {
        return EventForm.of(request.getContentType().orElse(MediaType.APPLICATION_JSON_TYPE));
    }

    private static Sender senderOf(HttpRequest<?> request, Caller caller) {
        return new Sender(caller, request.getHeaders().get("traceparent"), Instant.now());
    }
}
