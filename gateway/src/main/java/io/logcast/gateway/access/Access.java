package io.logcast.gateway.access;

import io.logcast.channel.StreamId;
import io.logcast.gateway.fanout.Subscription;

/** The answer to "may I subscribe?". */
public sealed interface Access {

    record Granted(Subscription subscription) implements Access {}

    /** @param stream the one that was refused */
    record Denied(Denial denial, StreamId stream) implements Access {}

    /** Why not. */
    enum Denial {
        /** There is no valid token, and the stream is not public or not there: who has no token does not learn which. */
        TOKEN_NEEDED,
        /** The token's roles do not admit. */
        ROLE_NEEDED,
        /** The tenant has no such stream. */
        UNKNOWN_STREAM
    }
}
