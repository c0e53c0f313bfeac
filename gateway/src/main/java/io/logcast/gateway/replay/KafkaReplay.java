package io.logcast.gateway.replay;

import io.logcast.event.TenantId;
import io.logcast.gateway.tail.Slice;
import io.logcast.node.broker.KafkaSettings;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Replays out of Kafka by a few reader threads, each with a consumer of its own. Requests queue in order of arrival; one
 * request is one poll, so that those who replay share the readers fairly. A subscriber has at most one request under way,
 * which bounds the queue by the number of subscribers.
 */
public final class KafkaReplay implements ReplaySource, AutoCloseable {

    private final BlockingQueue<ReplayRequest<?>> requests = new LinkedBlockingQueue<>();
    private final List<ReplayReader> readers;

    private KafkaReplay(KafkaSettings kafka, int readers) {
        this.readers = IntStream.range(0, readers)
                .mapToObj(number -> new ReplayReader(number, kafka, requests))
                .toList();
    }

    public static KafkaReplay start(KafkaSettings kafka, int readers) {
        KafkaReplay replay = new KafkaReplay(kafka, readers);
        replay.readers.forEach(ReplayReader::start);
        return replay;
    }

    @Override
    public CompletionStage<Slice> read(TenantId tenant, int partition, long from) {
        return submit(reading -> reading.read(partition, from));
    }

    @Override
    public CompletionStage<LogRange> range(int partition) {
        return submit(reading -> reading.range(partition));
    }

    @Override
    public CompletionStage<Long> since(int partition, Instant time) {
        return submit(reading -> reading.since(partition, time));
    }

    @Override
    public void close() throws InterruptedException {
        for (ReplayReader reader : readers) {
            reader.close();
        }
    }

    private <T> CompletionStage<T> submit(Function<LogReading, T> what) {
        ReplayRequest<T> request = new ReplayRequest<>(what, new CompletableFuture<>());
        requests.add(request);
        return request.answer();
    }
}
