package io.logcast.gateway.sse;

import io.logcast.channel.Channel;
import io.logcast.channel.StreamId;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.admission.Filters;
import io.logcast.gateway.fanout.DeliveryFilter;
import io.logcast.gateway.fanout.LaggingPolicy;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What {@code GET /v1/events} asks for: the parameters "stream", "room" and "user" (1 to {@value #MAX_CHANNELS} together),
 * "tenant", "type", "criteria" and "lagging", and where to begin, see {@link StartParameters}.
 *
 * @param asksForSelf whether the caller's own channel is wanted ({@code user=me}), whoever that is
 */
record SubscribeRequest(
        Optional<TenantId> tenant,
        Set<Channel> channels,
        boolean asksForSelf,
        DeliveryFilter filter,
        LaggingPolicy lagging,
        StartParameters start) {

    static final int MAX_CHANNELS = 50;

    private static final String SELF = "me";

    SubscribeRequest {
        if (channels.isEmpty() && !asksForSelf) {
            throw new InvalidField(
                    "stream",
                    "is required: the id of a stream; or a room, or user=me; up to " + MAX_CHANNELS + " together");
        }
        if (channels.size() > MAX_CHANNELS) {
            throw new InvalidField("stream", "must be at most " + MAX_CHANNELS + " channels together");
        }
        channels = Set.copyOf(channels);
    }

    /** @throws InvalidField naming the parameter or header */
    static SubscribeRequest of(HttpRequest<?> request, Instant now) {
        Set<Channel> channels = new LinkedHashSet<>();
        channels.addAll(all(request, "stream", text -> Channel.stream(new StreamId(text))));
        channels.addAll(all(request, "room", text -> new Channel(Channel.Kind.ROOM, text)));
        channels.addAll(all(request, "user", text -> new Channel(Channel.Kind.USER, text)));
        boolean asksForSelf = channels.remove(new Channel(Channel.Kind.USER, SELF));
        return new SubscribeRequest(
                parameter(request, "tenant").map(TenantId::new),
                channels,
                asksForSelf,
                Filters.of(request.getParameters().getAll("type"), parameter(request, "criteria")),
                parameter(request, "lagging").map(SubscribeRequest::lagging).orElse(LaggingPolicy.LAG),
                StartParameters.of(request, now));
    }

    private static LaggingPolicy lagging(String text) {
        return Arrays.stream(LaggingPolicy.values())
                .filter(policy -> policy.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidField(
                        "lagging",
                        "must be "
                                + Arrays.stream(LaggingPolicy.values())
                                        .map(LaggingPolicy::text)
                                        .collect(Collectors.joining(" or "))));
    }

    private static <T> List<T> all(HttpRequest<?> request, String name, Function<String, T> parser) {
        return request.getParameters().getAll(name).stream()
                .map(text -> named(name, () -> parser.apply(text)))
                .distinct()
                .toList();
    }

    /** The rule, under the name that the client has used. */
    private static <T> T named(String name, Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (InvalidField e) {
            throw new InvalidField(name, e.rule());
        }
    }

    private static Optional<String> parameter(HttpRequest<?> request, String name) {
        return Optional.ofNullable(request.getParameters().get(name)).filter(text -> !text.isEmpty());
    }
}
