package io.logcast.gateway.tail;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reader of {@code logcast.deliveries} in this gateway: follows the end of the partitions in demand and appends
 * to the tail logs. Its thread owns the consumer and all positions.
 *
 * <p>When following fails for good (the topic was made anew, its end lies below our position) it begins again with a new
 * {@link Tail}; subscribers of the old one are told by {@link TailListener#lost} and resume by their cursors.
 */
public final class TailReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TailReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaSettings kafka;
    private final TailSettings settings;
    private final int lanes;
    private final TailListener listener;
    private final CompletionStage<Void> topics;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "logcast-tail");
    private volatile TailFollower follower;
    private volatile Tail tail;

    private TailReader(
            KafkaSettings kafka,
            TailSettings settings,
            int lanes,
            TailListener listener,
            CompletionStage<Void> topics) {
        this.kafka = kafka;
        this.topics = topics;
        this.settings = settings;
        this.lanes = lanes;
        this.listener = listener;
        thread.setDaemon(true);
    }

    /**
     * Returns at once, also while Kafka is away.
     *
     * @param topics completes when the topics are there; reading begins then
     */
    public static TailReader start(
            KafkaSettings kafka,
            TailSettings settings,
            int lanes,
            TailListener listener,
            CompletionStage<Void> topics) {
        TailReader reader = new TailReader(kafka, settings, lanes, listener, topics);
        reader.thread.start();
        return reader;
    }

    /** Empty until the ends of the partitions are known. */
    public Optional<Tail> tail() {
        return Optional.ofNullable(tail);
    }

    @Override
    public void close() throws InterruptedException {
        stopping.complete(null);
        TailFollower open = follower;
        if (open != null) {
            open.wakeup();
        }
        thread.join();
    }

    private void run() {
        CompletableFuture.anyOf(topics.toCompletableFuture(), stopping).join();
        while (isRunning()) {
            try {
                follow();
            } catch (RuntimeException | ExecutionException | Error e) {
                // Whatever it was: a gateway whose only reader has ended would be silent for ever.
                LOG.warn("Reading {} begins anew: {}", Topics.DELIVERIES, e.toString());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void follow() throws ExecutionException, InterruptedException {
        try (TailFollower opened = TailFollower.open(kafka, settings, lanes)) {
            follower = opened;
            tail = opened.tail();
            LOG.info(
                    "Following {} in epoch {}", Topics.DELIVERIES, opened.tail().epoch());
            while (isRunning()) {
                List<TailLog> moved = opened.poll();
                if (!moved.isEmpty()) {
                    listener.moved(moved);
                }
            }
        } finally {
            follower = null;
            giveUp();
        }
    }

    private void giveUp() {
        Tail lost = tail;
        tail = null;
        if (lost != null) {
            listener.lost(lost);
        }
    }

    private boolean isRunning() {
        return !stopping.isDone();
    }

    private void pause() {
        stopping.copy()
                .completeOnTimeout(null, PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
