package io.logcast.gateway.tail;

import io.logcast.cursor.Epoch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Lanes;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reader of {@code logcast.deliveries} in this gateway: follows the end of every partition and appends to the
 * tail logs. Its thread owns the consumer and all positions.
 *
 * <p>When following fails for good (the topic was made anew, its end lies below our position) it begins again with a new
 * {@link Tail}; subscribers of the old one are told by {@link TailListener#lost} and resume by their cursors.
 */
public final class TailReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TailReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaSettings kafka;
    private final TailSettings settings;
    private final int lanes;
    private final TailListener listener;
    private final CompletionStage<Void> topics;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "logcast-tail");
    private volatile Consumer<String, byte[]> consumer;
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
        Consumer<String, byte[]> open = consumer;
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
            } catch (WakeupException e) {
                LOG.debug("woken up to stop");
            } catch (RuntimeException | ExecutionException e) {
                // Whatever it was: a gateway whose only reader has ended would be silent for ever.
                LOG.warn("Reading {} begins anew: {}", Topics.DELIVERIES, e.toString());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void follow() throws ExecutionException, InterruptedException {
        try (Consumer<String, byte[]> opened = DeliveryConsumer.create(kafka.client("logcast-tail"))) {
            consumer = opened;
            Tail opening = open(opened);
            tail = opening;
            LOG.info("Following {} in epoch {}", Topics.DELIVERIES, opening.epoch());
            while (isRunning()) {
                append(opened, opening);
            }
        } finally {
            consumer = null;
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

    private Tail open(Consumer<String, byte[]> opened) throws ExecutionException, InterruptedException {
        TopicDescription topic = describe();
        int count = topic.partitions().size();
        List<TopicPartition> partitions =
                IntStream.range(0, count).mapToObj(DeliveryConsumer::partition).toList();
        opened.assign(partitions);
        Map<TopicPartition, Long> ends = opened.endOffsets(partitions);
        ends.forEach(opened::seek);
        long share = Math.max(1, settings.bytes() / count);
        return new Tail(
                Epoch.of(topic.topicId(), count, lanes),
                new Lanes(count, lanes),
                partitions.stream()
                        .map(p -> new TailLog(p.partition(), ends.get(p), share, settings.entries()))
                        .toList());
    }

    private TopicDescription describe() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.client("logcast-tail-admin"))) {
            return admin.describeTopics(List.of(Topics.DELIVERIES))
                    .allTopicNames()
                    .get()
                    .get(Topics.DELIVERIES);
        }
    }

    private void append(Consumer<String, byte[]> opened, Tail following) {
        ConsumerRecords<String, byte[]> polled = opened.poll(POLL);
        polled.forEach(delivered -> DeliveryConsumer.entry(delivered)
                .ifPresent(entry -> following.log(delivered.partition()).append(entry)));
        Set<Integer> moved = new TreeSet<>();
        polled.nextOffsets().forEach((partition, next) -> {
            following.log(partition.partition()).advance(next.offset());
            moved.add(partition.partition());
        });
        if (!moved.isEmpty()) {
            listener.moved(following, moved);
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
