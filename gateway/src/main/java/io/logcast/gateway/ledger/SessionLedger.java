package io.logcast.gateway.ledger;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What all gateways know of the sessions that can be recovered, kept in a topic: who has one now, which rooms it was put
 * into, and which is over. From any thread.
 */
public interface SessionLedger {

    /** The outcome of a claim. */
    sealed interface Claim {

        /** @param rooms that the session was put into by others since it began; empty if none */
        record Won(Set<String> rooms) implements Claim {}

        /** Another gateway was faster, or the session is over. */
        record Lost() implements Claim {}
    }

    /**
     * Takes a session over. Of claims that knew the same state of the session, the first in the topic wins. Whoever held the
     * session is told by {@link #onTaken}, before this completes and on the same thread: who takes note of a won session in
     * what hangs on this stage misses no later claim. What hangs on it must be short. Fails if Kafka does not answer in time.
     *
     * @param session public part of the session id
     */
    CompletionStage<Claim> claim(String session);

    /**
     * Notes the rooms that a session was put into, all of them. They are kept for as long as the session is here, and an hour or
     * so after it has {@link #left}.
     */
    void rooms(String session, Set<String> rooms);

    /** The session has no connection here any more, and may be recovered anywhere. */
    default void left(String session) {}

    /** The session can be recovered no more. */
    void over(String session);

    /** Is told of each session that somebody has taken, by claims of this gateway too, in the order of the topic. */
    void onTaken(Consumer<String> listener);
}
