package io.logcast.projection.app;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams from its start to its failure or its end.
 *
 * <p>A failed thread ends the run instead of being replaced: the replacement would join the group as another static member
 * ({@code node-2}) and wait until the session of the first one is over. The next run joins under the same name.
 */
final class StreamsRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final KafkaStreams streams;

    StreamsRun(Topology topology, Properties settings) {
        streams = new KafkaStreams(topology, settings);
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setStateListener(this::onChange);
    }

    void start() {
        streams.start();
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    State state() {
        return streams.state();
    }

    /** Partitions of {@code logcast.events} that are projected here. */
    int tasks() {
        return streams.metadataForLocalThreads().stream()
                .mapToInt(thread -> thread.activeTasks().size())
                .sum();
    }

    @Override
    public void close() {
        if (!streams.close(CLOSE_PATIENCE)) {
            LOG.warn("Kafka Streams did not end within {} s.", CLOSE_PATIENCE.toSeconds());
        }
    }

    private void onChange(State now, State before) {
        if (now == State.ERROR || now == State.NOT_RUNNING) {
            ended.countDown();
        }
    }

    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        LOG.warn("The projection has failed: {} It starts again from its last commit.", describe(failure));
        LOG.debug("The projection has failed.", failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static String describe(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    }
}
