package io.logcast.webhook.sender;

import java.util.List;
import java.util.Optional;

/**
 * A piece of a partition.
 *
 * @param events those that are events, in their order
 * @param next everything before is in the block, or not there any more, or no event
 */
record Block(List<Published> events, long next) {

    Block {
        events = List.copyOf(events);
    }

    /** The event that lies at the offset, if it is one. */
    Optional<Published> at(long offset) {
        return events.stream()
                .filter(event -> event.position().offset() == offset)
                .findFirst();
    }
}
