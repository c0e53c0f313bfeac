package io.logcast.gateway.profile.acceleratxr.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.logcast.field.InvalidField;
import io.logcast.gateway.door.Cors;
import io.logcast.gateway.namespace.Credentials;
import io.logcast.gateway.profile.acceleratxr.AcceleratxrSettings;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import io.logcast.node.http.Refusals;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /push/{id}} sends a message; whatever is no WebSocket is told that it has to be one. */
@Controller(PushSettings.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
final class PushController {

    private static final String NO_WEBSOCKET =
            "A WebSocket (version 13) is needed, from a page of an origin that is admitted.";

    private final PushRules rules;
    private final PushTokens tokens;
    private final PushChannels channels;
    private final Cors cors;

    PushController(PushSettings settings, PushTokens tokens, PushChannels channels, Cors cors) {
        this.rules = settings.rules();
        this.tokens = tokens;
        this.channels = channels;
        this.cors = cors;
    }

    @Get(
            uris = {"/", PushSettings.CONNECT},
            produces = MediaType.ALL,
            headRoute = false)
    HttpResponse<byte[]> connect() {
        return PushErrors.response(HttpStatus.UPGRADE_REQUIRED, NO_WEBSOCKET)
                .header(HttpHeaders.UPGRADE, "websocket")
                .header(HttpHeaders.CONNECTION, "Upgrade");
    }

    /** 204 when the log has it, whether or not anybody listens. */
    @Post(uri = "/{id}", produces = MediaType.ALL)
    @Consumes(MediaType.ALL)
    CompletionStage<MutableHttpResponse<Object>> send(HttpRequest<byte[]> request, String id) {
        requireOrigin(request);
        return tokens.callerOf(token(request))
                .thenCompose(caller -> publish(caller, id, request.getBody().orElseGet(() -> new byte[0])))
                .thenApply(kept -> HttpResponse.noContent())
                .exceptionally(failure -> {
                    throw Refusals.of(failure).asException();
                });
    }

    private CompletionStage<Void> publish(Optional<Caller> caller, String id, byte[] body) {
        requireSender(caller);
        if (channels.isForeign(id)) {
            throw new InvalidField("id", "must not be a channel that others use in the same Redis");
        }
        rules.target(id);
        return channels.publish(id, PushMessage.posted(id, json(body)));
    }

    private void requireSender(Optional<Caller> caller) {
        if (caller.isEmpty()) {
            throw new ProblemException(ProblemCode.UNAUTHENTICATED, PushAnswer.UNAUTHENTICATED);
        } else if (!rules.maySend(caller.get())) {
            throw new ProblemException(ProblemCode.MISSING_ROLE, PushErrors.FORBIDDEN);
        }
    }

    /** A page of any origin can post, and the cookie comes along. */
    private void requireOrigin(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        if (!cors.admits(headers.get(HttpHeaders.ORIGIN), headers.get(HttpHeaders.HOST), request.isSecure())) {
            throw new ProblemException(ProblemCode.MISSING_ROLE, PushErrors.FORBIDDEN);
        }
    }

    private String token(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        boolean cookies =
                cors.heedsCookies(headers.get(HttpHeaders.ORIGIN), headers.get(HttpHeaders.HOST), request.isSecure());
        return Credentials.of(
                        name -> Optional.ofNullable(headers.get(name))
                                .filter(value -> cookies || !name.equalsIgnoreCase(HttpHeaders.COOKIE)),
                        name -> request.getParameters().getFirst(name))
                .orElse("");
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Json.parse(body);
        } catch (MalformedJson e) {
            throw new InvalidField("body", e.getMessage());
        }
    }
}
