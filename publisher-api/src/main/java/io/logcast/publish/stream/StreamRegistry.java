package io.logcast.publish.stream;

import io.logcast.channel.StreamId;
import io.logcast.event.TenantId;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Appender;
import io.logcast.node.append.Refusal;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.stream.StreamKey;
import io.logcast.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The definitions of all tenants, in Kafka's topic {@code logcast.stream-definitions}. */
public final class StreamRegistry {

    private final Appender appender;
    private final DefinitionTable table;

    public StreamRegistry(Appender appender, DefinitionTable table) {
        this.appender = appender;
        this.table = table;
    }

    public Optional<StreamDefinition> find(StreamKey key) {
        return table.snapshot().find(key);
    }

    /** Sorted by {@link StreamId}. */
    public List<StreamDefinition> of(TenantId tenant) {
        return table.snapshot().of(tenant);
    }

    /**
     * Keeps the definition in place of an older one.
     *
     * @return true if there was none; completes when Kafka has it and this process reads it, exceptionally with
     *     {@link AppendRefused}
     */
    public CompletionStage<Boolean> put(StreamDefinition stream) {
        return refreshed()
                .thenApply(before -> before.find(stream.key()).isEmpty())
                .thenCompose(isNew -> write(stream.key(), StreamDefinitionCodec.encode(stream))
                        .thenApply(after -> isNew));
    }

    /** @return false if there is no such stream */
    public CompletionStage<Boolean> delete(StreamKey key) {
        return refreshed()
                .thenApply(before -> before.find(key).isPresent())
                .thenCompose(isThere ->
                        isThere ? write(key, null).thenApply(after -> true) : CompletableFuture.completedFuture(false));
    }

    private CompletionStage<DefinitionSnapshot> write(StreamKey key, byte[] value) {
        return appender.append(new ProducerRecord<>(Topics.STREAM_DEFINITIONS, 0, key.toString(), value))
                .thenCompose(kept -> refreshed());
    }

    private CompletionStage<DefinitionSnapshot> refreshed() {
        return table.refreshed().exceptionally(failure -> {
            throw new AppendRefused(Refusal.BROKER_AWAY, "the stream definitions cannot be read from Kafka", failure);
        });
    }
}
