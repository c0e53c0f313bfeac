package io.logcast.gateway.redis;

import io.logcast.event.EventId;
import java.time.Duration;

/** Where a packet comes from, for those who give it to the log. Confined to the inbox's thread. */
interface Origin {

    /** The channel or the stream. */
    String name();

    /** The same on every gateway that has heard it. Asked once, and only if it goes to the log. */
    EventId id();

    int bytes();

    /** How long it has been in Redis before it was heard. */
    Duration age();

    /** Whether it was said before this gateway listened: then it is for the log alone. */
    boolean isPast();

    Emitted reread() throws Unreadable;
}
