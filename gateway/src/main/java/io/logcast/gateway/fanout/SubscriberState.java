package io.logcast.gateway.fanout;

/** Where a {@link Subscriber} gets its deliveries from; the diagram stands there. */
sealed interface SubscriberState {

    /** Out of the tail log: at the head, or behind it because the socket was full. */
    record Following() implements SubscriberState {

        Replaying replay() {
            return new Replaying();
        }

        Closed close(CloseReason reason) {
            return new Closed(reason);
        }
    }

    /** Older than the tail log, and waiting for a read of Kafka. */
    record Replaying() implements SubscriberState {

        Following arrived() {
            return new Following();
        }

        Closed close(CloseReason reason) {
            return new Closed(reason);
        }
    }

    /** For good. */
    record Closed(CloseReason reason) implements SubscriberState {}
}
