package io.logcast.node.append;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One record on its way: queued, sent, and done one way or the other. */
final class Append implements Callback {

    static final String NOT_ACKNOWLEDGED =
            "Kafka did not acknowledge; it may have been kept, so send it again with the same id";

    private static final Logger LOG = LoggerFactory.getLogger(Append.class);

    /** A sender that waits longer has a right to hear so; its record must not be kept behind its back. */
    private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(2);

    private final ProducerRecord<String, byte[]> written;
    private final long queuedAt = System.nanoTime();
    private final CompletableFuture<RecordMetadata> done = new CompletableFuture<>();

    Append(ProducerRecord<String, byte[]> written) {
        this.written = written;
    }

    ProducerRecord<String, byte[]> written() {
        return written;
    }

    CompletableFuture<RecordMetadata> done() {
        return done;
    }

    /** What it counts in flight, in bytes. */
    long size() {
        long size = InFlight.RECORD_OVERHEAD + length(written.value());
        for (Header header : written.headers()) {
            size += length(header.value());
        }
        return size;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    boolean isStale() {
        return System.nanoTime() - queuedAt > QUEUE_PATIENCE.toNanos();
    }

    void refuse(Refusal refusal, String message, Throwable cause) {
        done.completeExceptionally(new AppendRefused(refusal, message, cause));
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception failure) {
        if (failure == null) {
            done.complete(metadata);
        } else if (failure instanceof RecordTooLargeException) {
            refuse(Refusal.TOO_LARGE, "Kafka refuses a record of this size", failure);
        } else {
            warn(failure);
            refuse(Refusal.NOT_ACKNOWLEDGED, NOT_ACKNOWLEDGED, failure);
        }
    }

    /** A timeout is how an outage begins: the broker watch says it once, a thousand records would say it a thousand times. */
    private void warn(Exception failure) {
        if (failure instanceof TimeoutException) {
            LOG.debug("Not acknowledged: {}", failure.getMessage());
        } else {
            LOG.warn("A record for {} was not acknowledged: {}", written.topic(), failure.toString());
        }
    }
}
