package io.logcast.gateway.profile.flasksse;

import static java.util.stream.Collectors.toUnmodifiableMap;

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
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import io.logcast.stream.Roles;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Options;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code GET /stream?channel=…}: the stream of a channel, which comes to be by being asked for. */
@Controller(FlaskSettings.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = FlaskSettings.ENABLED, value = "true")
final class FlaskController {

    static final String ALLOWED = "HEAD, GET, OPTIONS";

    private static final MediaType TYPE = MediaType.of("text/event-stream; charset=utf-8");

    private final FlaskSettings settings;
    private final FlaskAccess access;
    private final FlaskChannels channels;
    private final Admissions admissions;
    private final Map<FlaskView, Wire> wires = FlaskView.possible().stream()
            .collect(toUnmodifiableMap(
                    Function.identity(), view -> Wire.of(TYPE, framing -> new FlaskEncoder(framing, view))));

    FlaskController(FlaskSettings settings, FlaskAccess access, FlaskChannels channels, Admissions admissions) {
        this.settings = settings;
        this.access = access;
        this.channels = channels;
        this.admissions = admissions;
    }

    /** @param caller null for somebody without a valid token */
    @Get(produces = MediaType.ALL, headRoute = false)
    CompletionStage<MutableHttpResponse<EventStream>> stream(HttpRequest<?> request, @Nullable Caller caller) {
        requirePath(request);
        String channel = channel(request);
        channels.requireOwn("channel", channel);
        Optional<Caller> known = Optional.ofNullable(caller);
        Duration lifetime = access.admit(channel, known);
        Wire wire = wires.get(new FlaskView(cursors(request), access.hearsRooms(known)));
        ChannelKey key = new ChannelKey(settings.tenantId(), FlaskSettings.room(channel));
        StartPoint start = start(request, key);
        CompletionStage<Void> heard = channels.want(channel);
        Ending ending = Ending.of(request, () -> channels.unwant(channel));
        // The place in the log comes last: whatever is published when the client knows of its stream is sent.
        return heard.thenCompose(all -> admit(key, start, lifetime))
                .whenComplete((admission, failure) -> endIf(failure != null, ending))
                .thenApply(admission -> response(new EventStream(admission, wire, ending)));
    }

    @Head
    HttpResponse<?> head(HttpRequest<?> request, @Nullable Caller caller) {
        requirePath(request);
        access.admit(channel(request), Optional.ofNullable(caller));
        return HttpResponse.ok().contentType(TYPE);
    }

    @Options
    HttpResponse<?> options(HttpRequest<?> request) {
        requirePath(request);
        return HttpResponse.ok().header(HttpHeaders.ALLOW, ALLOWED);
    }

    private CompletionStage<Admission> admit(ChannelKey key, StartPoint start, Duration lifetime) {
        return admissions.open(
                new Subscription(Set.of(key), Roles.NONE, DeliveryFilter.NONE), start, LaggingPolicy.LAG, lifetime);
    }

    private static void endIf(boolean failed, Ending ending) {
        if (failed) {
            ending.reached();
        }
    }

    private static MutableHttpResponse<EventStream> response(EventStream stream) {
        return stream.response()
                .header("X-Logcast-Cursor", stream.admission().start().at().toString());
    }

    /** The id of a publisher is no place, and then it is from now on, as it was there. */
    private StartPoint start(HttpRequest<?> request, ChannelKey key) {
        int partition = admissions.tail().lanes().partitionOf(key.tenant(), key.channel());
        return Optional.ofNullable(request.getHeaders().get("Last-Event-ID"))
                .or(() -> request.getParameters().getFirst("lastEventId"))
                .flatMap(text -> cursor(text.trim(), partition))
                .<StartPoint>map(cursor -> new StartPoint.After(cursor, new StartPoint.Earliest()))
                .orElseGet(this::beginning);
    }

    private StartPoint beginning() {
        return settings.replay().isZero()
                ? new StartPoint.Latest()
                : new StartPoint.Since(Instant.now().minus(settings.replay()));
    }

    private static Optional<Cursor> cursor(String text, int partition) {
        try {
            return Optional.of(Cursor.parse(text))
                    .filter(cursor -> cursor.next(partition).isPresent());
        } catch (MalformedCursor e) {
            return Optional.empty();
        }
    }

    private static boolean cursors(HttpRequest<?> request) {
        String ids = request.getParameters().getFirst("ids").orElse("publisher");
        return switch (ids) {
            case "publisher" -> false;
            case "cursor" -> true;
            default -> throw new InvalidField("ids", "must be publisher or cursor");
        };
    }

    private static String channel(HttpRequest<?> request) {
        return request.getParameters()
                .getFirst("channel")
                .filter(name -> !name.isEmpty())
                .orElse(FlaskSettings.DEFAULT_CHANNEL);
    }

    /** Flask's routes are exact, Micronaut's are not. */
    private static void requirePath(HttpRequest<?> request) {
        if (request.getPath().endsWith("/")) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "there is nothing here");
        }
    }
}
