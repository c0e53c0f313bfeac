package io.logcast.webhook.sender;

import io.logcast.event.Event;
import io.logcast.webhook.EventPosition;
import java.time.Instant;

/**
 * An event where it stands in the log.
 *
 * @param at when the log got it
 */
record Published(EventPosition position, Instant at, Event event) {}
