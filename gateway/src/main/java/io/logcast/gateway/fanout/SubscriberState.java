package io.logcast.gateway.fanout;

/** Where a {@link Subscriber} gets its deliveries from; the diagram stands there. */
enum SubscriberState {
    /** At the head: has no position of its own, the {@link Head} moves for all. */
    LIVE,
    /** Reads the tail log at its own position. */
    BEHIND,
    /** Further than the head, which will come. */
    AHEAD,
    /** Older than the tail log, and waiting for a read of Kafka. */
    REPLAYING,
    /** For good. */
    CLOSED
}
