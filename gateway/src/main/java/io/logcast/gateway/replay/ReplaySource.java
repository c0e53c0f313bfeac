package io.logcast.gateway.replay;

import io.logcast.event.TenantId;
import io.logcast.gateway.tail.Slice;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * What is older than memory: reads of the log itself. Answers come at once, if what is asked for was read already, else
 * on a thread of the source; a failed stage means that the log did not answer in time, and asking again is right.
 */
public interface ReplaySource {

    /**
     * Entries from the position on, as many as make a slice (at most 256, about 128 KiB); possibly none, when only
     * markers stood there. {@link Slice.TooOld} if retention has removed the position.
     *
     * @param tenant on whose behalf: who reads much must not make the others wait
     */
    CompletionStage<Slice> read(TenantId tenant, int partition, long from);

    /** What the partition holds now. */
    CompletionStage<LogRange> range(int partition);

    /** The first position whose record came at that time or later; the end of the log as it is now, if none did. */
    CompletionStage<Long> since(int partition, Instant time);

    /**
     * The topic may be another one under the same name: nothing that was read so far is answered any more. To be called
     * when a {@link io.logcast.gateway.tail.Tail} is lost, before there is a new one.
     */
    default void forget() {}
}
