package io.logcast.gateway.redis;

import io.logcast.event.Event;
import java.util.concurrent.CompletionStage;

/**
 * The door for messages on channels of Redis that are none of Socket.IO's: each is appended to {@code logcast.events} by one
 * gateway of the cluster, in the order in which Redis has them. All gateways have to hear the same channels, since any of
 * them may be the one that writes.
 */
public interface RedisInlet {

    /**
     * This gateway hears all channels of a pattern from now on; every other gateway has to hear it too.
     *
     * @param pattern as in {@code PSUBSCRIBE}
     */
    void hear(String pattern, Reader reader);

    /**
     * Channels that are heard only while somebody wants them: by all gateways that know the kind, for as long as there is a
     * wish at one of them.
     *
     * @param kind the same on every gateway
     */
    OnDemand onDemand(String kind, Reader reader);

    /** @return how many have received it, gateways among them; fails when Redis is away */
    CompletionStage<Long> publish(String channel, byte[] message);

    /** Whether this is the id of an event that came through Redis. */
    static boolean isHeard(String eventId) {
        return eventId.startsWith(MessageIds.PREFIX);
    }

    /** Makes an event of a message. Called on the inbox's thread alone, perhaps more than once: must not block. */
    @FunctionalInterface
    interface Reader {

        /**
         * @return whatever its id: it gets one by which it is known whether the log has the message already
         * @throws Unreadable when there is no event in it; it is counted and skipped
         */
        Event read(String channel, byte[] message) throws Unreadable;
    }

    /** From any thread. Wishes are counted: each needs its own {@link #unwant}. */
    interface OnDemand {

        /**
         * Whether the channel belongs to somebody else, although all names of one Redis look alike: to Socket.IO's servers, to a
         * reader of {@link #hear}, or to Redis itself. Who may name channels must not reach these.
         */
        boolean isForeign(String channel);

        /**
         * @return completes when all gateways that are there hear it, and after a second anyway; never fails
         * @throws IllegalArgumentException if it {@link #isForeign}
         */
        CompletionStage<Void> want(String channel);

        /** One that wanted it is gone; the channel is heard for a moment longer. */
        void unwant(String channel);

        /**
         * Publishes what is in the log already: no gateway takes it for a message of this kind.
         *
         * @return how many have received it, gateways among them; fails when Redis is away
         * @throws IllegalArgumentException if it {@link #isForeign}
         */
        CompletionStage<Long> publish(String channel, byte[] message);
    }
}
