package io.logcast.gateway.profile.ssenotify;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.logcast.cursor.Cursor;
import io.logcast.cursor.MalformedCursor;
import io.logcast.delivery.ChannelKey;
import io.logcast.field.InvalidField;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.DeliveryFilter;
import io.logcast.gateway.fanout.LaggingPolicy;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.replay.StartPoint;
import io.logcast.gateway.sse.Ending;
import io.logcast.gateway.sse.EventStream;
import io.logcast.gateway.sse.Wire;
import io.logcast.stream.Roles;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code /sse}, by any method: the stream of a user. */
@Controller("/sse")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = NotifySettings.ENABLED, value = "true")
final class NotifyController {

    private final NotifyTokens tokens;
    private final Admissions admissions;
    private final Connections connections;
    private final Wire compatible;
    private final Wire resumable;

    NotifyController(NotifySettings settings, NotifyTokens tokens, Admissions admissions, Connections connections) {
        this.tokens = tokens;
        this.admissions = admissions;
        this.connections = connections;
        this.compatible = wire(settings, false);
        this.resumable = wire(settings, true);
    }

    @Get(headRoute = false)
    CompletionStage<? extends HttpResponse<?>> get(HttpRequest<?> request) {
        return connect(request);
    }

    @Post
    CompletionStage<? extends HttpResponse<?>> post(HttpRequest<?> request) {
        return connect(request);
    }

    @Put
    CompletionStage<? extends HttpResponse<?>> put(HttpRequest<?> request) {
        return connect(request);
    }

    @Patch
    CompletionStage<? extends HttpResponse<?>> patch(HttpRequest<?> request) {
        return connect(request);
    }

    @Delete
    CompletionStage<? extends HttpResponse<?>> delete(HttpRequest<?> request) {
        return connect(request);
    }

    private CompletionStage<? extends HttpResponse<?>> connect(HttpRequest<?> request) {
        Wire wire = wire(request);
        Optional<NotifyTokens.Token> token = tokens.of(request);
        return token.isEmpty()
                ? completedFuture(HttpResponse.unauthorized())
                : admit(request, token.get()).thenCompose(admission -> stream(request, token.get(), admission, wire));
    }

    /** The place in the log comes first: whatever is published from now on is sent. */
    private CompletionStage<Admission> admit(HttpRequest<?> request, NotifyTokens.Token token) {
        ChannelKey key = token.user().key();
        return admissions.open(
                new Subscription(Set.of(key), Roles.NONE, DeliveryFilter.NONE),
                start(request, key),
                LaggingPolicy.LAG,
                token.lifetime());
    }

    /** Before the client hears of its connection, publishers see it. Without Redis it is a stream all the same. */
    private CompletionStage<MutableHttpResponse<EventStream>> stream(
            HttpRequest<?> request, NotifyTokens.Token token, Admission admission, Wire wire) {
        NotifyConnection connection = NotifyConnection.of(token.user());
        CompletionStage<Void> known = connections.open(connection);
        Ending ending = Ending.of(request, () -> connections.close(connection));
        return known.thenApply(done -> response(request, connection, new EventStream(admission, wire, ending)));
    }

    private static MutableHttpResponse<EventStream> response(
            HttpRequest<?> request, NotifyConnection connection, EventStream stream) {
        MutableHttpResponse<EventStream> response = stream.response()
                .header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.CONTENT_TYPE)
                .header("X-Connection-Id", connection.id());
        return request.getHttpVersion() == HttpVersion.HTTP_2_0
                ? response
                : response.header(HttpHeaders.CONNECTION, "keep-alive");
    }

    /** An id of the original, a publisher's or a ping's, is no place: then it is from now on, as it was there. */
    private StartPoint start(HttpRequest<?> request, ChannelKey key) {
        int partition = admissions.tail().lanes().partitionOf(key.tenant(), key.channel());
        return Optional.ofNullable(request.getHeaders().get("Last-Event-ID"))
                .or(() -> request.getParameters().getFirst("lastEventId"))
                .flatMap(text -> cursor(text.trim(), partition))
                .<StartPoint>map(cursor -> new StartPoint.After(cursor, new StartPoint.Earliest()))
                .orElseGet(StartPoint.Latest::new);
    }

    private static Optional<Cursor> cursor(String text, int partition) {
        try {
            return Optional.of(Cursor.parse(text))
                    .filter(cursor -> cursor.next(partition).isPresent());
        } catch (MalformedCursor e) {
            return Optional.empty();
        }
    }

    private Wire wire(HttpRequest<?> request) {
        String ids = request.getParameters().getFirst("ids").orElse("publisher");
        return switch (ids) {
            case "publisher" -> compatible;
            case "cursor" -> resumable;
            default -> throw new InvalidField("ids", "must be publisher or cursor");
        };
    }

    private static Wire wire(NotifySettings settings, boolean cursors) {
        return Wire.of(
                MediaType.TEXT_EVENT_STREAM_TYPE,
                framing -> new NotifyEncoder(framing, settings.pingInterval(), cursors));
    }
}
