package io.logcast.projection.app;

import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.projection.definition.DefinitionWriter;
import io.logcast.stream.StreamDefinition;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of the projection: wait for Kafka and for the definitions, write those of the folder, run Kafka Streams, and
 * run it again when it has failed.
 *
 * <table>
 *   <caption>Who may call what</caption>
 *   <tr><td>{@link #start}</td><td>once</td><td>returns at once, whether Kafka is there or not</td></tr>
 *   <tr><td>{@link #state}, {@link #tasks}</td><td>any thread</td><td>the present run</td></tr>
 *   <tr><td>{@link #close}</td><td>any thread, also twice</td><td>commits what is done; at most 8 s</td></tr>
 * </table>
 */
public final class StreamsLifecycle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsLifecycle.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long CLOSE_PATIENCE_MS = 8_000;

    private final BrokerWatch broker;
    private final DefinitionTable definitions;
    private final Collection<StreamDefinition> folder;
    private final DefinitionWriter writer;
    private final Supplier<StreamsRun> runs;
    private final Thread thread = new Thread(this::live, "logcast-projector");

    private volatile StreamsRun current;

    StreamsLifecycle(
            BrokerWatch broker,
            DefinitionTable definitions,
            Collection<StreamDefinition> folder,
            DefinitionWriter writer,
            Supplier<StreamsRun> runs) {
        this.broker = broker;
        this.definitions = definitions;
        this.folder = folder;
        this.writer = writer;
        this.runs = runs;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** {@code CREATED} while Kafka or the definitions are still missing. */
    public State state() {
        StreamsRun run = current;
        return run == null ? State.CREATED : run.state();
    }

    /** Partitions of {@code logcast.events} that are projected here. */
    public int tasks() {
        StreamsRun run = current;
        return run == null ? 0 : run.tasks();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        try {
            broker.ready().toCompletableFuture().get();
            prepareDefinitions();
            while (true) {
                run();
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("The projection ends.");
        } catch (ExecutionException e) {
            LOG.debug("The projection ends before Kafka was there.", e);
        }
    }

    private void prepareDefinitions() throws InterruptedException {
        while (!isFolderWritten()) {
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private boolean isFolderWritten() throws InterruptedException {
        try {
            // With all that is in the topic now: what the table has not read yet would be written once more.
            DefinitionSnapshot known =
                    definitions.refreshed().toCompletableFuture().get();
            OptionalLong position = writer.write(folder, known);
            if (position.isPresent()) {
                awaitDefinitions(position.getAsLong());
            }
            return true;
        } catch (ExecutionException e) {
            LOG.debug("Waiting for the definitions.", e);
            return false;
        } catch (KafkaException e) {
            LOG.warn("The definitions of the folder are not written yet: {}. Retrying.", e.getMessage());
            return false;
        }
    }

    private void awaitDefinitions(long position) throws InterruptedException {
        while (!definitions.awaitPosition(position, PAUSE)) {
            LOG.debug("Waiting for the definitions up to {}.", position);
        }
    }

    private void run() throws InterruptedException {
        try (StreamsRun run = runs.get()) {
            current = run;
            run.start();
            run.awaitEnd();
        } catch (KafkaException e) {
            LOG.warn("The projection does not start: {}. Retrying.", e.getMessage());
        }
    }
}
