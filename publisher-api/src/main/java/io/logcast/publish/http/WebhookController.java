package io.logcast.publish.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import io.logcast.node.http.ProblemResponses;
import io.logcast.node.http.Refusals;
import io.logcast.publish.webhook.AttemptLog;
import io.logcast.publish.webhook.WebhookRegistry;
import io.logcast.stream.Roles;
import io.logcast.webhook.Signing;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookDefinitionCodec;
import io.logcast.webhook.WebhookId;
import io.logcast.webhook.WebhookKey;
import io.logcast.webhook.WebhookSecret;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import jakarta.inject.Named;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** {@code /v1/webhooks}: the webhooks of the caller's tenant, or of the tenant that a core caller names. */
@Controller("/v1/webhooks")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class WebhookController {

    static final int MAX_DELIVERIES = 1000;

    /** How long a secret that was replaced is still signed with. */
    static final Duration PREVIOUS_SECRET = Duration.ofHours(24);

    private static final Roles ADMINS = Roles.of("stream-admin");

    private final WebhookRegistry registry;
    private final AttemptLog attempts;
    private final Executor workers;
    private final SecureRandom random = new SecureRandom();

    WebhookController(WebhookRegistry registry, AttemptLog attempts, @Named(TaskExecutors.BLOCKING) Executor workers) {
        this.registry = registry;
        this.attempts = attempts;
        this.workers = workers;
    }

    @Get
    CompletionStage<MutableHttpResponse<byte[]>> list(Caller caller, @QueryValue @Nullable String tenant) {
        caller.requireAny(ADMINS);
        return answer(registry.of(caller.tenantOr(tenant)), webhooks -> {
            ArrayNode all = Json.object().arrayNode();
            webhooks.forEach(webhook -> all.add(WebhookDefinitionCodec.toJson(webhook)));
            return Answers.json(HttpStatus.OK, all);
        });
    }

    @Get("/{id}")
    CompletionStage<MutableHttpResponse<byte[]>> get(Caller caller, String id, @QueryValue @Nullable String tenant) {
        return answer(
                registry.find(keyOf(caller, tenant, id)),
                webhook -> Answers.json(HttpStatus.OK, WebhookDefinitionCodec.toJson(required(webhook))));
    }

    /** The secret is in the answer if it was made for it, and then never again. */
    @Put("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    CompletionStage<MutableHttpResponse<byte[]>> put(
            Caller caller, String id, @QueryValue @Nullable String tenant, @Body byte[] body) throws MalformedJson {
        WebhookKey key = keyOf(caller, tenant, id);
        JsonNode document = Documents.parse(body);
        return answer(
                registry.put(
                        key, before -> WebhookDefinitionCodec.read(key, document, given -> signing(before, given))),
                kept -> {
                    ObjectNode json = WebhookDefinitionCodec.toJson(kept.webhook());
                    if (kept.isNew() && !document.hasNonNull("secret")) {
                        json.put("secret", kept.webhook().signing().secret().text());
                    }
                    return Answers.json(kept.isNew() ? HttpStatus.CREATED : HttpStatus.OK, json);
                });
    }

    @Delete("/{id}")
    CompletionStage<MutableHttpResponse<byte[]>> delete(Caller caller, String id, @QueryValue @Nullable String tenant) {
        return answer(registry.delete(keyOf(caller, tenant, id)), wasThere -> {
            if (!wasThere) {
                throw unknownWebhook();
            }
            return HttpResponse.noContent();
        });
    }

    /** Another secret. The one before is signed with too, for a day. */
    @Post("/{id}/secret")
    @Consumes(MediaType.ALL)
    CompletionStage<MutableHttpResponse<byte[]>> rotate(Caller caller, String id, @QueryValue @Nullable String tenant) {
        WebhookKey key = keyOf(caller, tenant, id);
        return answer(registry.put(key, before -> rotated(required(before))), kept -> {
            Signing signing = kept.webhook().signing();
            return Answers.json(
                    HttpStatus.OK,
                    Json.object()
                            .put("secret", signing.secret().text())
                            .put("previousUntil", signing.previousUntil().toString()));
        });
    }

    @Get("/{id}/deliveries")
    CompletionStage<MutableHttpResponse<byte[]>> deliveries(
            Caller caller,
            String id,
            @QueryValue @Nullable String tenant,
            @QueryValue(defaultValue = "100") int limit) {
        WebhookKey key = keyOf(caller, tenant, id);
        if (limit < 1 || limit > MAX_DELIVERIES) {
            throw new InvalidField("limit", "must be 1 to " + MAX_DELIVERIES);
        }
        return answer(
                registry.find(key)
                        .thenApply(WebhookController::required)
                        .thenCompose(
                                there -> CompletableFuture.supplyAsync(() -> attempts.latest(key, limit), workers)),
                latest -> {
                    ObjectNode json = Json.object();
                    json.putArray("deliveries").addAll(latest);
                    return Answers.json(HttpStatus.OK, json);
                });
    }

    private Signing signing(Optional<WebhookDefinition> before, WebhookSecret given) {
        if (before.isEmpty()) {
            return Signing.with(given == null ? WebhookSecret.make(random) : given);
        }
        Signing present = before.get().signing();
        return given == null ? present : present.rotated(given, Instant.now().plus(PREVIOUS_SECRET));
    }

    private WebhookDefinition rotated(WebhookDefinition webhook) {
        return webhook.signedWith(webhook.signing()
                .rotated(WebhookSecret.make(random), Instant.now().plus(PREVIOUS_SECRET)));
    }

    private static <T> CompletionStage<MutableHttpResponse<byte[]>> answer(
            CompletionStage<T> done, Function<T, MutableHttpResponse<byte[]>> ok) {
        return done.thenApply(ok).exceptionally(failure -> ProblemResponses.of(Refusals.of(failure)));
    }

    private static WebhookKey keyOf(Caller caller, String tenant, String id) {
        caller.requireAny(ADMINS);
        return new WebhookKey(caller.tenantOr(tenant), new WebhookId(id));
    }

    private static WebhookDefinition required(Optional<WebhookDefinition> webhook) {
        return webhook.orElseThrow(WebhookController::unknownWebhook);
    }

    private static ProblemException unknownWebhook() {
        return new ProblemException(ProblemCode.NOT_FOUND, "there is no such webhook");
    }
}
