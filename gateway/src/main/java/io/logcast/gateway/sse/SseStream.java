package io.logcast.gateway.sse;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.fanout.Feed;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.replay.Start;
import java.time.Duration;

/**
 * The body of a response that has been granted and that goes on for ever. The request, its token and its headers are not
 * referenced: they would be kept for as long as the connection.
 *
 * @param lifetime how long the token is valid; null: no token, no end
 */
record SseStream(Subscription subscription, Feed feed, Start start, Duration lifetime) {

    SseStream {
        requireNonNull(subscription, "subscription is null");
        requireNonNull(feed, "feed is null");
        requireNonNull(start, "start is null");
    }
}
