package io.logcast.gateway.replay;

import io.logcast.gateway.tail.Slice;

/** What reading the log at a position has shown; the same for all who wait for that reading. */
sealed interface Stretch permits Block, Gone {

    /** Whether this tells what there is at the position. */
    boolean covers(long position);

    /** What there is at a position that is covered. */
    Slice slice(long position);
}
