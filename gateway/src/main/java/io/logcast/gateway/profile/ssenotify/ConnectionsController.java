package io.logcast.gateway.profile.ssenotify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Who is connected, to whichever gateway. */
@Controller("/connections")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = NotifySettings.ENABLED, value = "true")
final class ConnectionsController {

    private final NotifySettings settings;
    private final NotifyTokens tokens;
    private final Connections connections;

    ConnectionsController(NotifySettings settings, NotifyTokens tokens, Connections connections) {
        this.settings = settings;
        this.tokens = tokens;
        this.connections = connections;
    }

    @Get("/{application}")
    CompletionStage<? extends HttpResponse<?>> ofApplication(HttpRequest<?> request, String application) {
        return answer(
                request,
                application,
                () -> connections.of(new TenantId(application)).thenApply(ConnectionsController::byUser));
    }

    @Get("/{application}/{user}")
    CompletionStage<? extends HttpResponse<?>> ofUser(HttpRequest<?> request, String application, String user) {
        return answer(
                request,
                application,
                () -> connections
                        .of(new NotifyUser(new TenantId(application), user))
                        .thenApply(ConnectionsController::byId));
    }

    private CompletionStage<? extends HttpResponse<?>> answer(
            HttpRequest<?> request, String application, Supplier<CompletionStage<ObjectNode>> list) {
        Optional<NotifyTokens.Token> token = tokens.of(request);
        if (token.isEmpty()) {
            return completedFuture(HttpResponse.unauthorized());
        }
        if (!settings.listAnyApplication()
                && !token.get().user().application().value().equals(application)) {
            throw new ProblemException(ProblemCode.MISSING_ROLE, "the application is not the token's");
        }
        return listed(list).thenApply(ConnectionsController::response);
    }

    /** Who can have no connections has none. */
    private static CompletionStage<ObjectNode> listed(Supplier<CompletionStage<ObjectNode>> list) {
        try {
            return list.get().exceptionally(away -> {
                throw new ProblemException(ProblemCode.BROKER_AWAY, "Redis, which knows who is connected, is away");
            });
        } catch (InvalidField e) {
            return completedFuture(Json.object());
        }
    }

    private static HttpResponse<?> response(ObjectNode all) {
        return all.isEmpty()
                ? HttpResponse.noContent()
                : HttpResponse.ok(GoJson.ofStructs(all).getBytes(UTF_8)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private static ObjectNode byUser(List<NotifyConnection> connections) {
        ObjectNode users = Json.object();
        connections.stream()
                .sorted(Comparator.comparing(
                                (NotifyConnection connection) ->
                                        connection.user().id(),
                                GoJson.BY_BYTES)
                        .thenComparing(NotifyConnection::id))
                .forEach(connection ->
                        users.withObjectProperty(connection.user().id()).set(connection.id(), connection.toJson()));
        return users;
    }

    private static ObjectNode byId(List<NotifyConnection> connections) {
        ObjectNode all = Json.object();
        connections.stream()
                .sorted(Comparator.comparing(NotifyConnection::id))
                .forEach(connection -> all.set(connection.id(), connection.toJson()));
        return all;
    }
}
