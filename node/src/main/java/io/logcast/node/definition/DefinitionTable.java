package io.logcast.node.definition;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.topic.TopicTable;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The stream definitions as this process knows them. */
public final class DefinitionTable implements AutoCloseable {

    private final TopicTable<DefinitionSnapshot> table;

    private DefinitionTable(TopicTable<DefinitionSnapshot> table) {
        this.table = table;
    }

    /** Begins to read. Never throws because Kafka is away. */
    public static DefinitionTable start(KafkaSettings settings) {
        return new DefinitionTable(TopicTable.start(
                settings,
                Topics.STREAM_DEFINITIONS,
                "logcast-definitions",
                DefinitionSnapshot.EMPTY,
                DefinitionCopy::new));
    }

    /** The definitions as of {@link #position()}; empty until the topic has been read to its end once. */
    public DefinitionSnapshot snapshot() {
        return table.snapshot();
    }

    /** The next offset to read; -1 until the topic has been read to its end once. */
    public long position() {
        return table.position();
    }

    /** As {@link TopicTable#refreshed}. */
    public CompletionStage<DefinitionSnapshot> refreshed() {
        return table.refreshed();
    }

    /** Waits until {@code position() >= offset}; false if that did not come true in time. */
    public boolean awaitPosition(long offset, Duration atMost) throws InterruptedException {
        return table.awaitPosition(offset, atMost);
    }

    /** Ends the reading; waits at most two seconds for that. */
    @Override
    public void close() {
        table.close();
    }
}
