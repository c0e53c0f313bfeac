package io.logcast.webhook.sender;

import java.util.concurrent.CompletionStage;

/** Events that are read again. */
interface EventSource {

    /**
     * Never blocks. Completes on any thread: with what begins at the offset, or above it if retention has taken that; with
     * nothing, and {@code next} where it was asked, if Kafka has not answered in time; exceptionally if the source ends.
     */
    CompletionStage<Block> read(int partition, long from);
}
