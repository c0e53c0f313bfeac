package io.logcast.gateway.fanout;

import io.logcast.event.TenantId;
import io.logcast.gateway.replay.LogRange;
import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.TailEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The log behind the tail: answers reads when told to, like Kafka, which takes its time. */
final class ScriptedLog implements ReplaySource {

    private static final int BATCH = 7;

    private record Read(CompletableFuture<Slice> answer, int partition, long from) {}

    private final Map<Integer, List<TailEntry>> entries = new HashMap<>();
    private final Deque<Read> waiting = new ArrayDeque<>();
    private long start;
    private int reads;

    void append(int partition, TailEntry entry) {
        entries(partition).add(entry);
    }

    /** Retention. */
    void removeBelow(long offset) {
        start = Math.max(start, offset);
        entries.values().forEach(all -> all.removeIf(entry -> entry.offset() < offset));
    }

    /** Answers the oldest open read; false if there is none. */
    boolean answerOne() {
        Read read = waiting.poll();
        if (read != null) {
            read.answer().complete(slice(read));
        }
        return read != null;
    }

    /** Fails the oldest open read, as when Kafka does not answer. */
    void failOne() {
        waiting.remove().answer().completeExceptionally(new IllegalStateException("no answer"));
    }

    int reads() {
        return reads;
    }

    @Override
    public CompletionStage<Slice> read(TenantId tenant, int partition, long from) {
        reads++;
        Read read = new Read(new CompletableFuture<>(), partition, from);
        waiting.add(read);
        return read.answer();
    }

    @Override
    public CompletionStage<LogRange> range(int partition) {
        return CompletableFuture.completedFuture(new LogRange(start, end(partition)));
    }

    @Override
    public CompletionStage<Long> since(int partition, Instant time) {
        return CompletableFuture.completedFuture(end(partition));
    }

    private Slice slice(Read read) {
        if (read.from() < start) {
            return new Slice.TooOld(start);
        }
        List<TailEntry> found = entries(read.partition()).stream()
                .filter(entry -> entry.offset() >= read.from())
                .limit(BATCH)
                .toList();
        return new Slice.Entries(
                found,
                found.isEmpty() ? read.from() : found.get(found.size() - 1).next());
    }

    private long end(int partition) {
        List<TailEntry> all = entries(partition);
        return all.isEmpty() ? start : all.get(all.size() - 1).next();
    }

    private List<TailEntry> entries(int partition) {
        return entries.computeIfAbsent(partition, none -> new ArrayList<>());
    }
}
