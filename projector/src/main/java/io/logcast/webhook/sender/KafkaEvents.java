package io.logcast.webhook.sender;

import io.logcast.event.CloudEventCodec;
import io.logcast.field.InvalidField;
import io.logcast.json.MalformedJson;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import io.logcast.webhook.EventPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads events again, in the order in which it is asked, on a thread of its own. The last piece that was read is kept, for what
 * waits is often neighbours.
 */
public final class KafkaEvents implements EventSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEvents.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_RECORDS = 100;

    private final KafkaSettings kafka;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "logcast-webhook-reader");

    /** The thread's own. */
    private KafkaConsumer<String, byte[]> consumer;

    private Piece last = new Piece(-1, 0, new Block(List.of(), 0));

    private record Request(int partition, long from, CompletableFuture<Block> answer) {}

    private record Piece(int partition, long from, Block block) {

        /** What it has of what is asked for. */
        Optional<Block> of(Request request) {
            boolean isInside =
                    request.partition() == partition && request.from() >= from && request.from() < block.next();
            return isInside ? Optional.of(block) : Optional.empty();
        }
    }

    private KafkaEvents(KafkaSettings kafka) {
        this.kafka = kafka;
        thread.setDaemon(true);
    }

    public static KafkaEvents start(KafkaSettings kafka) {
        KafkaEvents events = new KafkaEvents(kafka);
        events.thread.start();
        return events;
    }

    @Override
    public CompletionStage<Block> read(int partition, long from) {
        Request request = new Request(partition, from, new CompletableFuture<>());
        requests.add(request);
        return request.answer();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                serve(requests.take());
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("The reading again of events ends.");
        } finally {
            closeConsumer();
        }
    }

    private void serve(Request request) {
        try {
            Optional<Block> atHand = last.of(request);
            request.answer().complete(atHand.isPresent() ? atHand.get() : readFrom(request));
        } catch (InterruptException e) {
            request.answer().completeExceptionally(e);
            throw e;
        } catch (RuntimeException e) {
            // First the answer: who asked holds room until it is there.
            request.answer().completeExceptionally(e);
            LOG.debug("Events are not read again for now.", e);
            closeConsumer();
        }
    }

    private Block readFrom(Request request) {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer());
        }
        TopicPartition partition = new TopicPartition(Topics.EVENTS, request.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, request.from());
        ConsumerRecords<String, byte[]> records = consumer.poll(PATIENCE);
        List<Published> events = new ArrayList<>();
        records.forEach(written -> read(written).ifPresent(events::add));
        last = new Piece(request.partition(), request.from(), new Block(events, consumer.position(partition)));
        return last.block();
    }

    /** Empty if it is no event: the projector has told of it. */
    static Optional<Published> read(ConsumerRecord<String, byte[]> written) {
        try {
            Instant at = Instant.ofEpochMilli(Math.max(0, written.timestamp()));
            return Optional.of(new Published(
                    new EventPosition(written.partition(), written.offset()),
                    at,
                    CloudEventCodec.decode(written.headers(), written.value(), at)));
        } catch (InvalidField | MalformedJson | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private void closeConsumer() {
        KafkaConsumer<String, byte[]> closing = consumer;
        consumer = null;
        if (closing != null) {
            Utils.closeQuietly(() -> closing.close(CloseOptions.timeout(Duration.ZERO)), "consumer");
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = kafka.client("logcast-webhook-reader");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // What retention has taken is not there: on with what is.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return config;
    }
}
