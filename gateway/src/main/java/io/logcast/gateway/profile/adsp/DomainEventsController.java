package io.logcast.gateway.profile.adsp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.event.Event;
import io.logcast.event.TenantId;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.event.EventLog;
import io.logcast.stream.Roles;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /event/v1/events}: one event into the log; {@code OK} when the log has it. */
@Controller("/event/v1/events")
@Secured(SecurityRule.IS_ANONYMOUS)
final class DomainEventsController {

    private static final Roles SENDERS = Roles.of("event-sender");

    private final HttpUsers users;
    private final Tenants tenants;
    private final EventLog log;

    DomainEventsController(HttpUsers users, Tenants tenants, EventLog log) {
        this.users = users;
        this.tenants = tenants;
        this.log = log;
    }

    /** On a thread for what takes long: a body may be a megabyte. */
    @Post
    @Consumes(MediaType.ALL)
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    CompletionStage<HttpResponse<?>> send(HttpRequest<byte[]> request) {
        return users.sender(request).thenCompose(user -> send(request, user)).exceptionally(Answers::refusal);
    }

    private CompletionStage<HttpResponse<?>> send(HttpRequest<byte[]> request, Optional<AdspUser> user) {
        if (user.isEmpty()) {
            return completedFuture(Answers.text(HttpStatus.UNAUTHORIZED, "Unauthorized"));
        }
        if (!SENDERS.anyOf(user.get().roles())) {
            throw AdspRefusal.notPermitted(user, "send event");
        }
        DomainEvent sent = new DomainEvent(parsed(request.getBody()));
        Event event =
                sent.event(tenant(sent, user), user.get(), request.getHeaders().get("traceparent"));
        return log.append(event).thenApply(kept -> Answers.text(HttpStatus.OK, "OK"));
    }

    private TenantId tenant(DomainEvent sent, Optional<AdspUser> user) {
        boolean isCore = user.orElseThrow().isCore();
        if (sent.tenantId().isPresent() && !isCore) {
            throw AdspRefusal.notPermitted(user, "send tenant event");
        }
        if (sent.tenantId().isEmpty() && isCore) {
            throw AdspRefusal.invalid("Cannot send event without tenant context.");
        }
        return sent.tenantId().map(tenants::identified).orElse(user.get().tenant());
    }

    /** Without a body there is an event without members. */
    private static JsonNode parsed(Optional<byte[]> body) {
        try {
            return Json.parse(body.filter(bytes -> bytes.length > 0).orElseGet(() -> "{}".getBytes(UTF_8)));
        } catch (MalformedJson e) {
            throw AdspRefusal.invalid("Malformed request body: " + e.getMessage());
        }
    }
}
