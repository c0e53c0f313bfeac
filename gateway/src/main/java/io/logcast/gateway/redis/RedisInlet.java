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
     * @param pattern as in {@code PSUBSCRIBE}; two patterns must not have a channel in common
     */
    void hear(String pattern, Reader reader);

    /**
     * Every gateway of the cluster hears this channel as long as one of them wants it. Wishes are counted: each needs its own
     * {@link #unwant}.
     *
     * @param reader the same for all channels that are wanted one by one, or one that makes the same of a message
     * @return completes when all gateways that are there hear it, and after a second anyway; never fails
     */
    CompletionStage<Void> want(String channel, Reader reader);

    /** One that wanted it is gone. */
    void unwant(String channel);

    /** @return how many have received it; fails when Redis is away */
    CompletionStage<Long> publish(String channel, byte[] message);

    /** Makes an event of a message. Called on the inbox's thread alone: must not block. */
    @FunctionalInterface
    interface Reader {

        /** @throws Unreadable when there is no event in it; it is counted and skipped */
        Event read(String channel, byte[] message) throws Unreadable;
    }
}
