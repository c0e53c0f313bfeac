package io.logcast.node.append;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes on their way to Kafka. Any thread. */
final class InFlight {

    /** What a record costs besides its bytes, so that the bound on bytes also bounds the number of small records. */
    static final long RECORD_OVERHEAD = 1024;

    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    InFlight(long most) {
        this.most = most;
    }

    /** False, and nothing is counted, if it would become too much. */
    boolean take(long size) {
        if (bytes.addAndGet(size) > most) {
            bytes.addAndGet(-size);
            return false;
        }
        return true;
    }

    void release(long size) {
        bytes.addAndGet(-size);
    }
}
