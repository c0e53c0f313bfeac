package io.logcast.gateway.access;

import io.logcast.channel.Channel;
import io.logcast.stream.Roles;

/** The answer to "may I subscribe?". */
public sealed interface Access {

    /** @param held the roles that count for what is shown */
    record Granted(Roles held) implements Access {}

    /** @param channel the one that was refused */
    record Denied(Denial denial, Channel channel) implements Access {}

    /** Why not. */
    enum Denial {
        /** There is no valid token, and the channel is not public or not there: who has no token does not learn which. */
        TOKEN_NEEDED,
        /** The token's roles do not admit. */
        ROLE_NEEDED,
        /** The channel is another user's. */
        FOREIGN_USER,
        /** The tenant has no such stream. */
        UNKNOWN_STREAM
    }
}
