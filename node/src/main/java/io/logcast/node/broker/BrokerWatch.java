package io.logcast.node.broker;

import io.logcast.topic.TopicSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka every second whether it is there, and makes the topics that are missing each time it has come back. An
 * outage is one line in the log when it begins and one when it is over.
 */
public final class BrokerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String NOT_ASKED = "not asked yet";

    private final KafkaSettings settings;
    private final BrokerProbe probe;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "logcast-broker-watch");

    private volatile BrokerState state = new BrokerState.Unreachable(Instant.now(), NOT_ASKED);

    private BrokerWatch(KafkaSettings settings, List<TopicSpec> topics) {
        this.settings = settings;
        this.probe = new BrokerProbe(settings, topics);
        thread.setDaemon(true);
    }

    /** Begins to watch. Never throws because Kafka is away. */
    public static BrokerWatch start(KafkaSettings settings, List<TopicSpec> topics) {
        BrokerWatch watch = new BrokerWatch(settings, topics);
        watch.thread.start();
        return watch;
    }

    public BrokerState state() {
        return state;
    }

    /** Kafka answers and all topics are there. */
    public boolean isReachable() {
        return state instanceof BrokerState.Reachable;
    }

    /** Completes the first time that Kafka answers and all topics are there; exceptionally if the watch is closed before. */
    public CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    /** Ends the watch and its client; waits at most two seconds for that. */
    @Override
    public void close() {
        stop.countDown();
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (probe) {
            do {
                ask();
            } while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("The watch of {} ends.", settings.bootstrapServers());
        } finally {
            ready.completeExceptionally(new IllegalStateException("the broker watch is closed"));
        }
    }

    private void ask() throws InterruptedException {
        try {
            probe.ask();
            becomeReachable();
        } catch (ExecutionException e) {
            becomeUnreachable(e.getCause());
        } catch (RuntimeException e) {
            becomeUnreachable(e);
        }
    }

    private void becomeReachable() {
        if (!isReachable()) {
            LOG.info("Kafka at {} is reachable.", settings.bootstrapServers());
            state = new BrokerState.Reachable();
            ready.complete(null);
        }
    }

    private void becomeUnreachable(Throwable cause) {
        if (state instanceof BrokerState.Unreachable known && !known.cause().equals(NOT_ASKED)) {
            return;
        }
        probe.forget();
        state = new BrokerState.Unreachable(Instant.now(), describe(cause));
        LOG.warn("Kafka at {} is not reachable: {}. Retrying.", settings.bootstrapServers(), describe(cause));
    }

    /** Kafka hides the reason that an operator can act on (an unknown host, for one) in the innermost cause. */
    private static String describe(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        if (innermost instanceof TimeoutException) {
            return "no answer within " + BrokerProbe.PATIENCE.toSeconds() + " s";
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
