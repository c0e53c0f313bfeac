package io.logcast.gateway.replay;

import io.logcast.event.TenantId;
import io.logcast.gateway.tail.Slice;
import io.logcast.node.broker.KafkaSettings;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Replays out of Kafka by a few reader threads, each with a consumer of its own. What one of them has read is shared by
 * all who need it: what a replay costs Kafka grows with the entries that are replayed, not with the subscribers. A
 * subscriber has at most one request under way, which bounds what waits.
 */
public final class KafkaReplay implements ReplaySource, AutoCloseable {

    /** Long enough for ten thousand who come back at once; while Kafka is away nobody hangs for longer. */
    private static final long PATIENCE_SECONDS = 30;

    private final ReplayDesk desk;
    private final List<ReplayReader> readers;

    private KafkaReplay(ReplaySettings settings, IntFunction<PartitionLog> logs) {
        this.desk = new ReplayDesk(settings.bytes());
        this.readers = IntStream.range(0, settings.readers())
                .mapToObj(number -> new ReplayReader(number, desk, () -> logs.apply(number)))
                .toList();
    }

    /** With the default memory. */
    public static KafkaReplay start(KafkaSettings kafka, int readers) {
        return start(kafka, ReplaySettings.withReaders(readers));
    }

    public static KafkaReplay start(KafkaSettings kafka, ReplaySettings settings) {
        return start(settings, number -> LogReading.open(kafka.client(ReplayReader.name(number))));
    }

    /** @param logs makes what the reader of that number reads; called on its thread, and again until it succeeds */
    static KafkaReplay start(ReplaySettings settings, IntFunction<PartitionLog> logs) {
        KafkaReplay replay = new KafkaReplay(settings, logs);
        replay.readers.forEach(ReplayReader::start);
        return replay;
    }

    @Override
    public CompletionStage<Slice> read(TenantId tenant, int partition, long from) {
        return inTime(desk.read(tenant, partition, from));
    }

    @Override
    public CompletionStage<LogRange> range(int partition) {
        return inTime(desk.range(partition));
    }

    @Override
    public CompletionStage<Long> since(int partition, Instant time) {
        return inTime(desk.since(partition, time));
    }

    @Override
    public void forget() {
        desk.forget();
    }

    public ReplayStats stats() {
        return desk.stats();
    }

    @Override
    public void close() throws InterruptedException {
        desk.close();
        for (ReplayReader reader : readers) {
            reader.close();
        }
    }

    private static <T> CompletionStage<T> inTime(CompletionStage<T> answer) {
        return answer.toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
