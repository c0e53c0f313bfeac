package io.logcast.gateway.tail;

import java.util.Set;

/** Called on the tail thread: must hand over to other threads and return at once. */
public interface TailListener {

    /** These partitions have something new. */
    void moved(Tail tail, Set<Integer> partitions);

    /** The tail ended, and what was appended later is in another one. */
    void lost(Tail tail);
}
