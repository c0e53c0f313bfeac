package io.logcast.gateway.fanout;

/** Where a {@link Subscriber} gets its deliveries from; the diagram stands there. Each state has only its own ways out. */
sealed interface SubscriberState {

    default Closed close(CloseReason reason) {
        return new Closed(reason);
    }

    /** Out of the tail log: at the head, or behind it because the socket was full. */
    record Following() implements SubscriberState {

        Replaying replay() {
            return new Replaying();
        }
    }

    /** Older than the tail log, and waiting for a read of Kafka. */
    record Replaying() implements SubscriberState {

        Following arrived() {
            return new Following();
        }
    }

    /** For good, and for the first reason. */
    record Closed(CloseReason reason) implements SubscriberState {

        @Override
        public Closed close(CloseReason later) {
            return this;
        }
    }
}
