package io.logcast.gateway.fanout;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.Tail;
import java.time.Duration;

/**
 * Somebody who may come in: everything has been checked. The request, its token and its headers are not referenced, they
 * would be kept for as long as the connection.
 *
 * @param tail that the positions of {@code start} are positions of
 * @param lifetime how long the token is valid; null: no token, no end
 */
public record Admission(Tail tail, Subscription subscription, Start start, LaggingPolicy lagging, Duration lifetime) {

    public Admission {
        requireNonNull(tail, "tail is null");
        requireNonNull(subscription, "subscription is null");
        requireNonNull(start, "start is null");
        requireNonNull(lagging, "lagging is null");
    }
}
