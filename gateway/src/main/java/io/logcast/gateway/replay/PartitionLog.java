package io.logcast.gateway.replay;

import java.time.Instant;
import java.util.Map;

/** The log as one replay thread reads it, with a place of its own in some partitions. Confined to that thread. */
interface PartitionLog extends AutoCloseable {

    /**
     * One bounded step.
     *
     * @return a {@link Block} that begins at the position, or {@link Gone}, if that lies before the oldest one
     * @throws RuntimeException if the log does not answer in time, or has nothing there
     */
    Stretch read(int partition, long from);

    LogRange range(int partition);

    /** As {@link ReplaySource#since}. */
    long since(int partition, Instant time);

    /** Where reading goes on without a seek, by partition; what was fetched ahead is not lost there. */
    Map<Integer, Long> positions();

    /** Bytes that have come since this was asked last. */
    long received();

    /** Gives all places up, and what was fetched ahead: the topic may be another one. */
    void forget();

    @Override
    void close();
}
