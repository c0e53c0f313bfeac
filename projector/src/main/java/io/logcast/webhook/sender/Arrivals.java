package io.logcast.webhook.sender;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the group has given us, until the webhooks are known as of then: one that was defined before an event was published is
 * known when the event is offered, for its record was there before the event's. Confined to the owner's thread.
 */
final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final Supplier<? extends CompletionStage<?>> refresh;
    private final Duration patience;
    private List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private CompletableFuture<?> refreshed = CompletableFuture.completedFuture(null);

    /**
     * @param refresh reads the webhooks to their end, or fails
     * @param patience how long somebody may wait for that; then there are other things to do in between
     */
    Arrivals(Supplier<? extends CompletionStage<?>> refresh, Duration patience) {
        this.refresh = refresh;
        this.patience = patience;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    void add(ConsumerRecords<String, byte[]> polled) {
        if (!polled.isEmpty()) {
            polled.forEach(records::add);
            refreshed = refresh.get().toCompletableFuture();
        }
    }

    /** The partition is another's, or comes back with its records. */
    void drop(int partition) {
        records.removeIf(written -> written.partition() == partition);
    }

    /** Those that may be offered; none while the webhooks are not known. Waits a little for them. */
    List<ConsumerRecord<String, byte[]>> take() throws InterruptedException {
        if (records.isEmpty() || !isRefreshed()) {
            return List.of();
        }
        List<ConsumerRecord<String, byte[]>> taken = records;
        records = new ArrayList<>();
        return taken;
    }

    private boolean isRefreshed() throws InterruptedException {
        try {
            refreshed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            LOG.debug("Events wait until the webhooks are known.", e);
            refreshed = refresh.get().toCompletableFuture();
            return false;
        }
    }
}
