package io.logcast.gateway.tail;

import java.util.List;

/** Called on the tail thread: must hand over to other threads and return at once. */
public interface TailListener {

    /** These logs have something new. */
    void moved(List<TailLog> logs);

    /** The tail ended, and what was appended later is in another one. */
    void lost(Tail tail);
}
